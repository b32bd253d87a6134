import GRDB
import Preferences

/// A comparison's key, with its images in the order of their places: trials name their candidates by place.
struct StoredComparison {
  let key: Int64
  let images: [ImageID]

  /// - Returns: `nil` when one of the images is not in the comparison.
  func places(of shown: [ImageID]) -> [Int]? {
    let places = shown.compactMap(images.firstIndex)
    return places.count == shown.count ? places : nil
  }
}

extension Database {
  func storedComparison(_ id: ComparisonID) throws -> StoredComparison? {
    var key: Int64?
    var images: [ImageID] = []
    let query = """
      SELECT comparison.key, candidate.sha256
      FROM comparison CROSS JOIN candidate ON candidate.comparison = comparison.key
      WHERE comparison.id = ? ORDER BY candidate.sha256
      """
    try forEachRow(query, [.id(id)]) { row in
      key = try row.integer64(0)
      images.append(try row.image(1))
    }
    return key.map { StoredComparison(key: $0, images: images) }
  }
}
