import Preferences

extension RowWriter {
  /// Takes the place of what was kept of the session before.
  mutating func put(_ conditions: SessionConditions, of session: SessionID) throws {
    try db.run(
      """
      INSERT OR REPLACE INTO session_conditions (
        session, terminal, colors, screen_columns, screen_rows, confirms_frames, refused_held, refused_early,
        refused_unseen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(try key(of: session)), .optional(conditions.terminal), .optional(conditions.colors),
        .optional(conditions.size?.columns), .optional(conditions.size?.rows),
        conditions.confirmsFrames.map(Value.flag) ?? .null, .integer(conditions.refusals.held),
        .integer(conditions.refusals.early), .integer(conditions.refusals.unseen),
      ])
  }
}
