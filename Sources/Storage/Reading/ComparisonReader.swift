import GRDB
import Preferences

/// Reads whole comparisons by key.
struct ComparisonReader {
  let db: Database

  func comparison(_ key: Int64) throws -> Comparison {
    var id: ComparisonID?
    var prompt = ""
    var candidates: [Candidate] = []
    try db.forEachRow(Self.query, [.integer(key)]) { row in
      if id == nil {
        id = try row.id(0)
        prompt = try row.text(1)
      }
      candidates.append(
        Candidate(
          image: try row.image(2), path: try row.text(3), generator: try row.optionalText(4),
          size: PixelSize(width: try row.integer(5), height: try row.integer(6)),
          sight: try row.optionalInteger(7).map { ImageSight(rawValue: $0) }))
    }
    var tags: [String] = []
    try db.forEachRow("SELECT tag FROM comparison_tag WHERE comparison = ?", [.integer(key)]) { row in
      tags.append(try row.text(0))
    }
    guard let id else { throw StoreFault.inconsistent("a comparison that others refer to is missing") }
    do {
      let comparison = try Comparison(prompt: Prompt(prompt), candidates: candidates, tags: tags)
      guard comparison.id == id else {
        throw StoreFault.inconsistent("comparison \(id) is not what its id says")
      }
      return comparison
    } catch let error as Malformed {
      throw StoreFault.inconsistent("comparison \(id): \(error)")
    }
  }

  private static let query = """
    SELECT
      comparison.id, comparison.prompt,
      candidate.sha256, candidate.path, candidate.generator, candidate.width, candidate.height,
      candidate.sight
    FROM comparison CROSS JOIN candidate ON candidate.comparison = comparison.key
    WHERE comparison.key = ? ORDER BY candidate.sha256
    """
}
