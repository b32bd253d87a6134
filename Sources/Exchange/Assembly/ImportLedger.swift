import Preferences

/// Remembers which choices an import has met, so that the n-th vote of equal content is the n-th vote, and so that two
/// answers of one person to one question are seen to contradict each other.
///
/// Memory: some 50 bytes for each choice that its source does not name.
struct ImportLedger {
  /// How many votes were equal to one before them.
  private(set) var repeatedVotes = 0
  /// How many answers were given again in the same words.
  private(set) var restated = 0
  /// Choices left out since the ledger was last asked.
  private var refused: [RejectedRow] = []

  /// By a hash of 64 bits. Should two things ever share one, a vote gets a number too many, and is not lost.
  private var counts: [UInt64: UInt32] = [:]
  private var answers: [UInt64: Answer] = [:]

  private struct Answer {
    var outcome: UInt64
    var at: Timestamp?
    var place: SourcePlace
  }

  /// How many equal votes came before this one.
  mutating func number(ofVote fields: HashFields) -> Int {
    let number = next(fields)
    if number > 0 { repeatedVotes += 1 }
    return number
  }

  /// How often this was asked before, by a source that cannot say so itself.
  mutating func repetition(of fields: HashFields) -> Int {
    next(fields)
  }

  private mutating func next(_ fields: HashFields) -> Int {
    let key = SipHash.naming(fields.bytes).high
    let count = counts[key, default: 0]
    counts[key] = count + 1
    return Int(count)
  }

  /// Whether an answer is to be taken. One that says what was said before is not needed. One that contradicts an
  /// earlier one is taken where both tell when they were given, since the later one then counts; else it is refused.
  mutating func admits(
    _ outcome: Outcome, at time: Timestamp?, to question: ImportedQuestion, place: SourcePlace
  ) -> Bool {
    let key = SipHash.naming(question.fields("question").bytes).high
    var fields = HashFields("outcome")
    fields.append(outcome)
    let answer = Answer(outcome: SipHash.naming(fields.bytes).high, at: time, place: place)
    guard let earlier = answers[key] else {
      answers[key] = answer
      return true
    }
    if earlier.outcome == answer.outcome {
      restated += 1
      return false
    }
    if let before = earlier.at, let now = time, before != now {
      if before < now { answers[key] = answer }
      return true
    }
    refuse(answer, after: earlier)
    return false
  }

  /// Leaves one choice of a row out.
  /// - Parameter choice: its place in the row.
  mutating func refuse(_ fault: RowFault, at row: SourcePlace, _ choice: String) {
    refused.append(
      RejectedRow(
        file: row.file, at: choice.isEmpty ? row.at : "\(row.at): \(choice)", reason: fault.reason))
  }

  private mutating func refuse(_ answer: Answer, after earlier: Answer) {
    let file = earlier.place.file == answer.place.file ? "" : earlier.place.file + ": "
    refused.append(
      RejectedRow(
        file: answer.place.file, at: answer.place.at,
        reason: """
          the same annotator answers this otherwise at \(file)\(earlier.place.at), and nothing tells which came later; \
          give both an "at", or a "repetition" to one
          """))
  }

  mutating func takeRefused() -> [RejectedRow] {
    defer { refused = [] }
    return refused
  }
}
