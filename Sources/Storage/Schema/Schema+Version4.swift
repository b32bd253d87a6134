extension Schema {
  /// The conditions of sessions. Only a new table, so that a large file is brought up to date at once.
  static let version4 = """
    -- What was known last; unlike a session's settings it changes while the session lasts.
    CREATE TABLE session_conditions (
      session INTEGER PRIMARY KEY REFERENCES session (key),
      terminal TEXT CHECK (terminal <> ''),
      colors TEXT CHECK (colors <> ''),
      screen_columns INTEGER CHECK (screen_columns > 0),
      screen_rows INTEGER CHECK (screen_rows > 0),
      confirms_frames INTEGER CHECK (confirms_frames IN (0, 1)), -- whether the terminal says when a frame is seen
      refused_held INTEGER NOT NULL CHECK (refused_held >= 0), -- presses that chose nothing, by reason
      refused_early INTEGER NOT NULL CHECK (refused_early >= 0),
      refused_unseen INTEGER NOT NULL CHECK (refused_unseen >= 0),
      CHECK ((screen_columns IS NULL) = (screen_rows IS NULL))
    ) STRICT;
    """
}
