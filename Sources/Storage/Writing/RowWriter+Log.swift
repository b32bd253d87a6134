import Preferences

extension RowWriter {
  /// Appends an event, and its trial where this is the first of it.
  /// - Parameter key: the trial's, where it is known to be there.
  /// - Parameter known: the comparison, where the caller has it at hand.
  /// - Returns: whether the event was new.
  @discardableResult
  mutating func append(
    _ event: Event, of trial: Trial, in key: Int64? = nil,
    known: (id: ComparisonID, stored: StoredComparison)? = nil
  ) throws -> Bool {
    let session = try self.key(of: event.session)
    if case .choice(let outcome, _, _) = event.kind {
      do { try outcome.check(against: trial.images) } catch { throw StoreFault.inconsistent("\(error)") }
    }
    let trialKey =
      try key
      ?? insert(trial, session: session, comparison: known?.id == trial.comparison ? known?.stored : nil)
    return try insert(event, session: session, trial: trialKey)
  }

  /// Leaves a trial that is there as it is.
  private func insert(_ trial: Trial, session: Int64, comparison: StoredComparison?) throws -> Int64 {
    guard let comparison = try comparison ?? db.storedComparison(trial.comparison) else {
      throw StoreFault.inconsistent("no comparison \(trial.comparison)")
    }
    guard let shown = comparison.places(of: trial.images) else {
      throw StoreFault.inconsistent("trial \(trial.id) shows an image that its comparison does not have")
    }
    return try insert(
      """
      INSERT INTO trial (id, session, comparison, task, repetition, policy, probability, subject, shown)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """,
      [
        .id(trial.id), .integer(session), .integer(comparison.key), .text(trial.task.rawValue),
        .integer(trial.repetition), .text(trial.selection.policy.rawValue),
        .real(trial.selection.probability),
        .text(JSONArrays.text(places: shown.sorted())), .text(JSONArrays.text(places: shown)),
      ],
      orFind: "SELECT key FROM trial WHERE id = ?", .id(trial.id)
    ).key
  }

  private func insert(_ event: Event, session: Int64, trial: Int64) throws -> Bool {
    let row = EventRow(event.kind)
    let inserted = try db.run(
      """
      INSERT INTO event (
        id, session, trial, at, kind, outcome, preferred, ranking, response_ms, scores_visible, target, flag, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """,
      [
        .id(event.id), .integer(session), .integer(trial), .integer(event.at.milliseconds), row.kind,
        row.outcome, row.preferred, row.ranking, row.response, row.scoresVisible, row.target, row.flag,
        row.note,
      ])
    return inserted > 0
  }
}

/// What an event says, as the columns of its row.
private struct EventRow {
  let kind: Value
  var outcome = Value.null
  var preferred = Value.null
  var ranking = Value.null
  var response = Value.null
  var scoresVisible = Value.null
  var target = Value.null
  var flag = Value.null
  var note = Value.null

  init(_ kind: Event.Kind) {
    switch kind {
    case .choice(let outcome, let responseMilliseconds, let scoresVisible):
      self.kind = .text("choice")
      response = .optional(responseMilliseconds)
      self.scoresVisible = .flag(scoresVisible)
      self.outcome = .text(OutcomeWord(outcome).rawValue)
      if case .preferred(let image) = outcome { preferred = .image(image) }
      if case .ranking(let groups) = outcome { ranking = .text(JSONArrays.text(groups: groups)) }
    case .undo(let target):
      self.kind = .text("undo")
      self.target = .id(target)
    case .redo(let target):
      self.kind = .text("redo")
      self.target = .id(target)
    case .flag(let isOn):
      self.kind = .text("flag")
      flag = .flag(isOn)
    case .note(let text):
      self.kind = .text("note")
      note = .text(text)
    }
  }
}
