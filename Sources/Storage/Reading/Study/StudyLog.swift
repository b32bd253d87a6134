import FoundationEssentials
import GRDB
import Preferences

/// The log of a file, walked once from its oldest event to its newest: the latest choice, undo or redo of a trial
/// decides which choice stands, as in the view `standing_choice`, which looks it up anew for each choice.
struct StudyLog {
  /// Every choice ever made, in the order of their ids, so that a redo finds its own.
  private(set) var made: [Made] = []
  /// The levels of the candidates of rankings, by place among those shown.
  private(set) var levels: [Int32] = []
  /// By trial: which of `made` stands; −1 for none.
  private(set) var standing: [Int32]
  private(set) var isFlagged: [Bool]

  struct Made {
    let id: EventID
    let at: Int64
    let trial: Int32
    let session: Int32
    let responseMilliseconds: Int32
    /// Of a preferred one its place in the comparison, of a ranking where its levels begin.
    let detail: Int32
    let outcome: StudyChoice.Kind
    let scoresVisible: Bool
  }

  init(
    _ db: Database, of trials: StudyTrials, on comparisons: StudyComparisons, in sessions: StudySessions,
    _ pulse: inout StudyPulse
  ) throws {
    standing = Array(repeating: -1, count: trials.index.count)
    isFlagged = Array(repeating: false, count: trials.index.count)
    let query = """
      SELECT id, trial, kind, session, outcome, preferred, ranking, response_ms, scores_visible, at, target, flag
      FROM event ORDER BY id
      """
    try db.forEachRow(query) { row in
      try pulse.beat()
      let kind = try row.textBytes(2)
      switch kind.first {
      case UInt8(ascii: "c"): try appendChoice(row, trials, comparisons, sessions)
      case UInt8(ascii: "u"): standing[try trials.place(try row.integer64(1))] = -1
      case UInt8(ascii: "r"):
        let trial = try trials.place(try row.integer64(1))
        standing[trial] = choice(try row.id(10), on: trial) ?? -1
      case UInt8(ascii: "f"): isFlagged[try trials.place(try row.integer64(1))] = try row.flag(11)
      default: break
      }
    }
  }

  private mutating func appendChoice(
    _ row: Columns, _ trials: StudyTrials, _ comparisons: StudyComparisons, _ sessions: StudySessions
  ) throws {
    let place = try trials.place(try row.integer64(1))
    let trial = trials.trials[place]
    let outcome: StudyChoice.Kind
    var detail: Int32 = 0
    switch try row.word(4) as OutcomeWord {
    case .preferred:
      outcome = .preferred
      let digest = StudyComparisons.Digest(try row.blob(5, count: 32))
      guard let preferred = comparisons.place(of: digest, in: Int(trial.comparison)),
        trials.places(of: trial).contains(preferred)
      else { throw Self.misfit(try row.id(0)) }
      detail = preferred
    case .ranking:
      outcome = .ranking
      detail = Int32(levels.count)
      guard
        try RankingText.parse(
          row, 6, of: trials.places(of: trial), in: Int(trial.comparison), comparisons, into: &levels)
      else { throw Self.misfit(try row.id(0)) }
    case .tie: outcome = .tie
    case .bothBad: outcome = .bothBad
    case .skip: outcome = .skip
    }
    standing[place] = Int32(made.count)
    made.append(
      Made(
        id: try row.id(0), at: try row.integer64(9), trial: Int32(place),
        session: try sessions.place(try row.integer64(3)),
        responseMilliseconds: try row.optionalInteger(7).map { Int32(clamping: $0) } ?? -1, detail: detail,
        outcome: outcome, scoresVisible: try row.flag(8)))
  }

  private static func misfit(_ event: EventID) -> StoreFault {
    .inconsistent("event \(event): \(Malformed.outcomeOutsideTrial)")
  }

  private func choice(_ id: EventID, on trial: Int) -> Int32? {
    var (low, high) = (0, made.count)
    while low < high {
      let middle = (low + high) / 2
      if made[middle].id < id { low = middle + 1 } else { high = middle }
    }
    guard low < made.count, made[low].id == id, made[low].trial == trial else { return nil }
    return Int32(low)
  }
}

/// Reads a text such as `[["ab…"],["cd…","ef…"]]` without making strings.
private enum RankingText {
  /// Appends the level of each candidate shown.
  /// - Returns: `false` where the text is none that `JSONArrays.text(groups:)` makes, or does not name each image shown once.
  static func parse(
    _ row: Columns, _ column: Int32, of shown: ArraySlice<Int32>, in comparison: Int,
    _ comparisons: StudyComparisons, into levels: inout [Int32]
  ) throws(StoreFault) -> Bool {
    let bytes = try row.textBytes(column)
    let first = levels.count
    levels.append(contentsOf: repeatElement(-1, count: shown.count))
    var level: Int32 = 0
    var named = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "]"):
        level += 1
      case UInt8(ascii: "\""):
        guard index + 65 < bytes.count, bytes[index + 65] == UInt8(ascii: "\""),
          let high = hexadecimal(bytes, from: index + 1), let low = hexadecimal(bytes, from: index + 17),
          let place = comparisons.place(of: .init(high: high, low: low), in: comparison),
          let slot = shown.firstIndex(of: place), levels[first + slot - shown.startIndex] < 0
        else { return false }
        levels[first + slot - shown.startIndex] = level
        named += 1
        index += 65
      default:
        break
      }
      index += 1
    }
    return named == shown.count
  }

  /// 16 digits.
  private static func hexadecimal(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64? {
    var value: UInt64 = 0
    for byte in bytes[start..<start + 16] {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      value = value << 4 | UInt64(digit)
    }
    return value
  }
}
