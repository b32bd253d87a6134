import GRDBSQLite
import Preferences
import Storage

/// A database for measuring `konomi report`: seeded, filled through SQLite's own interface, since the store's way of
/// adding one choice durably would take an hour.
///
/// Comparisons have four candidates by as many generators, and each choice is on one pair of them; ten choices a
/// comparison, by twenty annotators in turn. Scores lean the way that choices do.
struct ReportDatabase {
  let choices: Int
  let scorers: [ScorerIdentity]

  static let candidates = 4
  static let choicesPerComparison = 10
  static let annotators = 20
  static let generators = ["sd14", "sd15", "sd21", "adapted", "sdxl"]

  var comparisons: Int { max(1, choices / Self.choicesPerComparison) }

  init(choices: Int, scorers: Int) {
    self.choices = choices
    self.scorers = (0..<scorers).map { number in
      ScorerIdentity(
        name: "scorer \(number)", checkpoint: CheckpointID(bytes: (0..<32).map { _ in UInt8(number + 1) }),
        logitScale: 100, preprocessing: "none")
    }
  }

  func write(to path: String) throws {
    let store = try SQLiteChoiceStore(path: path)
    for scorer in scorers { try store.add(scorer) }
    for number in 0..<Self.annotators {
      try store.begin(
        Session(
          id: Identifier(high: UInt64(number), low: 1, version: 8),
          annotator: Annotator(name: "annotator \(number)"),
          settings: SessionSettings(), startedAt: Timestamp(milliseconds: 1_790_000_000_000)))
    }
    let file = try BulkInserts(path: path)
    var random = SplitMix(state: 7)
    try file.run("BEGIN")
    for comparison in 1...comparisons { try write(comparison, to: file, &random) }
    try file.run("COMMIT")
    // All scores of a scorer lie together, as they do when a run scores a database.
    try file.run("BEGIN")
    for scorer in 1...max(1, scorers.count) where !scorers.isEmpty {
      var random = SplitMix(state: UInt64(scorer))
      for comparison in 1...comparisons {
        for place in 0..<Self.candidates {
          try file.insertScore(
            scorer: scorer, comparison: comparison, image: Self.image(comparison, place),
            value: 0.2 + 0.01 * Double(place) + 0.02 * random.unit())
        }
      }
    }
    try file.run("COMMIT")
    try file.run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  private func write(_ comparison: Int, to file: BulkInserts, _ random: inout SplitMix) throws {
    try file.insertComparison(
      id: Self.id(1, comparison), candidates: Self.candidates,
      prompt: "prompt \(comparison) of a seeded set of prompts")
    for place in 0..<Self.candidates {
      try file.insertCandidate(
        comparison: comparison, image: Self.image(comparison, place),
        path: "/images/\(comparison)-\(place).png",
        generator: Self.generators[(comparison + place) % Self.generators.count])
    }
    for number in 0..<Self.choicesPerComparison {
      let choice = (comparison - 1) * Self.choicesPerComparison + number
      let first = Int(random.next() % UInt64(Self.candidates - 1))
      let second = first + 1 + Int(random.next() % UInt64(Self.candidates - 1 - first))
      let isSwapped = random.next() & 1 == 1
      try file.insertTrial(
        id: Self.id(2, choice), session: 1 + choice % Self.annotators, comparison: comparison,
        subject: "[\(first),\(second)]", shown: isSwapped ? "[\(second),\(first)]" : "[\(first),\(second)]")
      // The candidate with the higher place is preferred in some 65 %; one choice in twelve is a tie.
      let isTie = random.unit() < 0.08
      let preferred = random.unit() < 0.65 ? second : first
      try file.insertChoice(
        id: Self.id(3, choice), session: 1 + choice % Self.annotators, trial: choice + 1,
        outcome: isTie ? "tie" : "preferred", preferred: isTie ? nil : Self.image(comparison, preferred),
        response: 1000 + Int(random.next() % 6000))
    }
  }

  /// Grows with `number`, as identifiers of events do.
  private static func id(_ kind: UInt64, _ number: Int) -> [UInt8] {
    Identifier<Event>(high: kind << 56 | UInt64(number) << 16, low: UInt64(number), version: 7)
      .withBytes { Array($0) }
  }

  /// In the order of places.
  private static func image(_ comparison: Int, _ place: Int) -> [UInt8] {
    var random = SplitMix(state: UInt64(comparison) << 8 | UInt64(place))
    var bytes = [UInt8(place * 50)]
    while bytes.count < 32 {
      withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0.prefix(32 - bytes.count)) }
    }
    return bytes
  }
}

/// A few words of randomness for the same data every time.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }

  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
