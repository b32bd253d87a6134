import Preferences
import Storage
import TestSupport
import Testing

/// What the file itself sees to, and what reading makes of a file that it was not seen to in.
@Suite struct ReviewSchemaTests {
  private let sample: SampleFile
  private let pair: CandidatePair

  init() throws {
    sample = try SampleFile()
    let images = sample.comparison.candidates.map(\.image)
    pair = CandidatePair(images[0], images[1], of: sample.comparison.id)
    let store = try SQLiteChoiceStore(path: sample.path)
    let kinds: [ReviewEvent.Kind] = [
      .judged(.preferred(images[0]), responseMilliseconds: 900), .adjudicated(.preferred(images[1])),
      .tagged(["hands"]), .flagged(true), .noted("n"),
    ]
    let lea = try Annotator(name: "lea")
    for (number, kind) in kinds.enumerated() {
      try store.record(
        ReviewEvent(
          id: Fixture.eventID(number + 1), reviewer: lea, pair: pair, at: Timestamp(milliseconds: 1),
          kind: kind))
    }
  }

  @Test(arguments: ["UPDATE review_event SET at = 0", "DELETE FROM review_event"])
  func theLogIsAppendOnly(sql: String) throws {
    let raw = try RawDatabase(path: sample.path)
    let failure = #expect(throws: RawDatabase.Failure.self) { try raw.execute(sql) }
    #expect(failure?.message == "the log of reviews is append-only")
    #expect(try raw.rows("SELECT count(*) FROM review_event") == ["5"])
  }

  /// Each list of columns and values lacks or adds something that its kind of event must or must not have.
  @Test(arguments: [
    ("kind", "'judgement'"),
    ("kind", "'guess'"),
    ("kind, outcome", "'judgement', 'preferred'"),
    ("kind, outcome", "'judgement', 'ranking'"),
    ("kind, outcome, preferred", "'judgement', 'tie', zeroblob(32)"),
    ("kind, outcome, preferred", "'judgement', 'preferred', zeroblob(31)"),
    ("kind, outcome, response_ms", "'judgement', 'tie', -1"),
    ("kind, outcome, response_ms", "'adjudication', 'tie', 1"),
    ("kind, outcome", "'adjudication', 'skip'"),
    ("kind, outcome", "'withdrawal', 'tie'"),
    ("kind", "'tags'"),
    ("kind, tags", "'tags', 'hands'"),
    ("kind, tags", "'tags', '{}'"),
    ("kind, tags", "'flag', '[]'"),
    ("kind", "'flag'"),
    ("kind, flag", "'flag', 2"),
    ("kind, flag", "'note', 1"),
    ("kind", "'note'"),
    ("kind, note", "'withdrawal', 'n'"),
    ("kind, flag, subject", "'flag', 1, '[0]'"),
    ("kind, flag, subject", "'flag', 1, '[0,1,2]'"),
    ("kind, flag, subject", "'flag', 1, 'no json'"),
    ("kind, flag, reviewer", "'flag', 1, 99"),
    ("kind, flag, comparison", "'flag', 1, 99"),
    ("kind, flag, id", "'flag', 1, zeroblob(15)"),
  ])
  func badRowsAreRefused(columns: String, values: String) throws {
    let raw = try RawDatabase(path: sample.path)
    var names = columns.split(separator: ", ").map(String.init)
    var row = values
    for (name, value) in [
      ("id", "zeroblob(16)"), ("reviewer", "1"), ("comparison", "1"), ("subject", "'[0,1]'"), ("at", "0"),
    ] where !names.contains(name) {
      names.append(name)
      row += ", \(value)"
    }
    #expect(throws: RawDatabase.Failure.self) {
      try raw.execute("INSERT INTO review_event (\(names.joined(separator: ", "))) VALUES (\(row))")
    }
  }

  @Test(arguments: [
    "UPDATE review_event SET id = x'00' WHERE kind = 'flag'",
    "UPDATE review_event SET reviewer = 99",
    "UPDATE annotator SET name = ' ' WHERE name = 'lea'",
    "UPDATE review_event SET comparison = 99",
    "UPDATE comparison SET prompt = 'another prompt'",
    "UPDATE review_event SET subject = '[1,0]'",
    "UPDATE review_event SET subject = '[0,0]'",
    "UPDATE review_event SET subject = '[0,7]'",
    "UPDATE review_event SET subject = '[0,'",
    "UPDATE review_event SET subject = NULL",
    "UPDATE review_event SET at = 'now'",
    "UPDATE review_event SET kind = 'guess'",
    "UPDATE review_event SET kind = 'judgement', outcome = 'ranking'",
    "UPDATE review_event SET outcome = 'skip' WHERE kind = 'adjudication'",
    "UPDATE review_event SET preferred = zeroblob(32) WHERE outcome = 'preferred'",
    "UPDATE review_event SET preferred = NULL",
    "UPDATE review_event SET response_ms = -5",
    "UPDATE review_event SET response_ms = 'long'",
    "UPDATE review_event SET tags = '[1]' WHERE kind = 'tags'",
    "UPDATE review_event SET tags = '[\"a\",\"a\"]' WHERE kind = 'tags'",
    "UPDATE review_event SET tags = '[' WHERE kind = 'tags'",
    "UPDATE review_event SET tags = NULL",
    "UPDATE review_event SET flag = 'on'",
    "UPDATE review_event SET note = NULL WHERE kind = 'note'",
  ])
  func aBadRowIsAFault(sql: String) throws {
    let raw = try RawDatabase(loosening: sample.path)
    try raw.execute("DROP TRIGGER review_event_refuses_update; DROP TRIGGER review_event_refuses_delete")
    try raw.execute(sql)
    let store = try SQLiteChoiceStore(path: sample.path)
    let fault = #expect(throws: StoreFault.self) { try store.forEachReviewEvent { _ in } }
    guard case .inconsistent = fault else {
      Issue.record("gave \(String(describing: fault))")
      return
    }
  }

  @Test func aFileThatIsOnlyReadTakesNoReview() throws {
    let store = try SQLiteChoiceStore(readOnlyAt: sample.path)
    let event = ReviewEvent(
      id: Fixture.eventID(9), reviewer: try Annotator(name: "lea"), pair: pair,
      at: Timestamp(milliseconds: 1),
      kind: .withdrew)
    #expect(throws: StoreFault.readOnly(path: sample.path)) { try store.record(event) }
    #expect(try store.reviewEvents(on: pair).count == 5)
  }
}
