import GRDB
import Preferences

/// Makes review events of the rows of `ReviewReader.select`.
struct ReviewReader {
  private let db: Database
  private var reviewers: [Int64: Annotator] = [:]
  /// The last one looked up: a pair's events are often read together.
  private var last: (key: Int64, comparison: Comparison)?

  init(_ db: Database) {
    self.db = db
  }

  /// `WHERE` and `ORDER BY` are the query's own.
  static let select = """
    SELECT
      review.id, review.reviewer, review.comparison, review.subject, review.at, review.kind, review.outcome,
      review.preferred, review.response_ms, review.tags, review.flag, review.note
    FROM review_event AS review
    """

  mutating func event(_ row: Columns) throws -> ReviewEvent {
    let event = ReviewEvent(
      id: try row.id(0), reviewer: try reviewer(try row.integer64(1)), pair: try pair(row),
      at: Timestamp(milliseconds: try row.integer64(4)), kind: try kind(row))
    try StoreFault.check(event, against: last?.comparison.candidates.map(\.image))
    return event
  }

  private func kind(_ row: Columns) throws -> ReviewEvent.Kind {
    let word: ReviewWord = try row.word(5)
    return switch word {
    case .judgement: .judged(try outcome(row), responseMilliseconds: try row.optionalInteger(8))
    case .adjudication: .adjudicated(try outcome(row))
    case .withdrawal: .withdrew
    case .tags: .tagged(try JSONArrays.texts(try row.text(9)))
    case .flag: .flagged(try row.flag(10))
    case .note: .noted(try row.text(11))
    }
  }

  private func outcome(_ row: Columns) throws -> Outcome {
    let word: OutcomeWord = try row.word(6)
    return switch word {
    case .preferred: .preferred(try row.image(7))
    case .tie: .tie
    case .bothBad: .bothBad
    case .skip: .skip
    case .ranking: throw StoreFault.inconsistent("a review holds a ranking")
    }
  }

  private mutating func pair(_ row: Columns) throws -> CandidatePair {
    let comparison = try comparison(try row.integer64(2))
    let candidates = comparison.candidates
    let places = try JSONArrays.places(try row.text(3))
    guard places.count == 2, places[0] < places[1], places.allSatisfy(candidates.indices.contains) else {
      throw StoreFault.inconsistent("a review is not of two candidates")
    }
    return CandidatePair(candidates[places[0]].image, candidates[places[1]].image, of: comparison.id)
  }

  private mutating func comparison(_ key: Int64) throws -> Comparison {
    if let last, last.key == key { return last.comparison }
    let comparison = try ComparisonReader(db: db).comparison(key)
    last = (key, comparison)
    return comparison
  }

  private mutating func reviewer(_ key: Int64) throws -> Annotator {
    if let reviewer = reviewers[key] { return reviewer }
    let found = try db.row("SELECT name FROM annotator WHERE key = ?", [.integer(key)]) { row in
      do { return try Annotator(asStored: row.text(0)) } catch { throw StoreFault.inconsistent("\(error)") }
    }
    guard let found else { throw StoreFault.inconsistent("a reviewer is missing") }
    reviewers[key] = found
    return found
  }
}
