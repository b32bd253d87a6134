import Preferences

extension RowWriter {
  /// Leaves an event that is there as it is.
  mutating func insert(_ event: ReviewEvent) throws {
    let stored = try stored(event.pair.comparison)
    try StoreFault.check(event, against: stored?.images)
    guard let stored, let places = stored.places(of: event.pair.images) else { return }
    let row = ReviewRow(event.kind)
    try db.run(
      """
      INSERT INTO review_event (
        id, reviewer, comparison, subject, at, kind, outcome, preferred, response_ms, tags, flag, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """,
      [
        .id(event.id), .integer(try key(of: event.reviewer)), .integer(stored.key),
        .text(JSONArrays.text(places: places.sorted())), .integer(event.at.milliseconds),
        .text(row.kind.rawValue), row.outcome, row.preferred, row.response, row.tags, row.flag, row.note,
      ])
  }
}

/// What an event says, as the columns of its row.
private struct ReviewRow {
  let kind: ReviewWord
  var outcome = Value.null
  var preferred = Value.null
  var response = Value.null
  var tags = Value.null
  var flag = Value.null
  var note = Value.null

  init(_ event: ReviewEvent.Kind) {
    kind = ReviewWord(event)
    switch event {
    case .judged(let outcome, let responseMilliseconds):
      state(outcome)
      response = .optional(responseMilliseconds)
    case .adjudicated(let outcome): state(outcome)
    case .withdrew: break
    case .tagged(let names): tags = .text(JSONArrays.text(texts: names))
    case .flagged(let isOn): flag = .flag(isOn)
    case .noted(let text): note = .text(text)
    }
  }

  private mutating func state(_ outcome: Outcome) {
    self.outcome = .text(OutcomeWord(outcome).rawValue)
    if case .preferred(let image) = outcome { preferred = .image(image) }
  }
}
