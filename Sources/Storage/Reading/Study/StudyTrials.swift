import GRDB
import Preferences

/// All trials of a file, in columns.
struct StudyTrials {
  private(set) var index = KeyIndex()
  private(set) var trials: [Trial] = []
  /// Places in the comparison, of each trial's candidates, ascending.
  private(set) var places: [Int32] = []

  struct Trial {
    let comparison: Int32
    /// In which it was first shown; by its place among the sessions.
    let session: Int32
    let firstPlace: Int32
    let placeCount: Int32
    let policy: Selection.Policy
    let isRepeat: Bool
    let showsLowestFirst: Bool
  }

  init(
    _ db: Database, of comparisons: StudyComparisons, in sessions: StudySessions, _ pulse: inout StudyPulse
  ) throws {
    let query = "SELECT key, session, comparison, repetition, policy, subject, shown FROM trial ORDER BY key"
    var parsed: [Int32] = []
    try db.forEachRow(query) { row in
      try pulse.beat()
      index.append(try row.integer64(0))
      let comparison = try comparisons.place(try row.integer64(2))
      let count = comparisons.candidates(of: comparison).count
      try PlacesText.parse(row, 5, below: count, into: &parsed)
      let first = places.count
      places.append(contentsOf: parsed)
      guard zip(parsed, parsed.dropFirst()).allSatisfy({ $0 < $1 }) else {
        throw row.damage(5, "places in ascending order")
      }
      let lowest = parsed[0]
      try PlacesText.parse(row, 6, below: count, into: &parsed)
      trials.append(
        Trial(
          comparison: Int32(comparison), session: try sessions.place(try row.integer64(1)),
          firstPlace: Int32(first), placeCount: Int32(places.count - first), policy: try row.word(4),
          isRepeat: try row.integer64(3) > 0, showsLowestFirst: parsed[0] == lowest))
    }
  }

  func places(of trial: Trial) -> ArraySlice<Int32> {
    places[Int(trial.firstPlace)..<Int(trial.firstPlace + trial.placeCount)]
  }

  /// The place of a trial by its key.
  func place(_ key: Int64) throws(StoreFault) -> Int {
    guard let place = index[key] else { throw .inconsistent("a trial that an event refers to is missing") }
    return place
  }
}

/// Reads such a text as `[1,0]` without making strings.
private enum PlacesText {
  /// - Throws: `StoreFault.inconsistent` for any other text than `JSONArrays.text(places:)` makes, and for places that
  ///   the comparison does not have.
  static func parse(
    _ row: Columns, _ column: Int32, below count: Int, into places: inout [Int32]
  ) throws(StoreFault) {
    places.removeAll(keepingCapacity: true)
    let bytes = try row.textBytes(column)
    guard bytes.count >= 3, bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else {
      throw row.damage(column, "a list of places")
    }
    var number = 0
    var digits = 0
    for byte in bytes.dropFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 9:
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      case UInt8(ascii: ","), UInt8(ascii: "]"):
        guard digits > 0, number < count else { throw row.damage(column, "a list of places") }
        places.append(Int32(number))
        (number, digits) = (0, 0)
      default:
        throw row.damage(column, "a list of places")
      }
    }
  }
}
