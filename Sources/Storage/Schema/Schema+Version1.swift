extension Schema {
  /// Rows refer to each other by the integer `key`, which means something in this file only; `id` and `sha256`
  /// are what a thing is called everywhere. Keys grow, so that new rows land on the same few pages: an import
  /// is bound by the pages it dirties. An image has no table of its own for that reason.
  static let version1 = """
    CREATE TABLE annotator (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      name TEXT NOT NULL UNIQUE CHECK (name <> '')
    ) STRICT;

    CREATE TABLE session (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      annotator INTEGER NOT NULL REFERENCES annotator (key),
      origin TEXT NOT NULL CHECK (origin IN ('annotation', 'import')),
      mode TEXT NOT NULL CHECK (mode IN ('pair', 'best', 'rank')),
      seed INTEGER NOT NULL, -- 64 bits without a sign, kept as a number with one
      pairs_per_comparison INTEGER CHECK (pairs_per_comparison > 0),
      annotators_per_trial INTEGER CHECK (annotators_per_trial > 0),
      repeat_share REAL NOT NULL CHECK (repeat_share BETWEEN 0 AND 1),
      started_at INTEGER NOT NULL -- milliseconds since 1970, UTC
    ) STRICT;
    CREATE INDEX session_of_annotator ON session (annotator);

    CREATE TABLE comparison (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      candidate_count INTEGER NOT NULL CHECK (candidate_count >= 2),
      prompt TEXT NOT NULL CHECK (trim(prompt) <> '')
    ) STRICT;
    CREATE INDEX comparison_summary ON comparison (candidate_count, key, id);

    -- A candidate's place in its comparison, from 0, is its place in the order of sha256.
    CREATE TABLE candidate (
      comparison INTEGER NOT NULL REFERENCES comparison (key),
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      path TEXT NOT NULL CHECK (path <> ''),
      width INTEGER NOT NULL CHECK (width > 0),
      height INTEGER NOT NULL CHECK (height > 0),
      generator TEXT,
      PRIMARY KEY (comparison, sha256)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE trial (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      session INTEGER NOT NULL REFERENCES session (key), -- in which it was first shown
      comparison INTEGER NOT NULL REFERENCES comparison (key),
      task TEXT NOT NULL CHECK (task IN ('prefer', 'rank')),
      repetition INTEGER NOT NULL CHECK (repetition >= 0),
      policy TEXT NOT NULL CHECK (policy IN ('random', 'repeat', 'imported')),
      probability REAL NOT NULL CHECK (probability > 0 AND probability <= 1),
      subject TEXT NOT NULL -- JSON: the places of the candidates shown, ascending
        CHECK (json_valid(subject) AND json_array_length(subject) >= 2),
      shown TEXT NOT NULL -- JSON: the same places in the order on screen
        CHECK (json_valid(shown) AND json_array_length(shown) = json_array_length(subject))
    ) STRICT;
    CREATE INDEX trial_of_session ON trial (session);
    CREATE INDEX trial_of_comparison ON trial (comparison);

    CREATE TABLE event (
      id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
      session INTEGER NOT NULL REFERENCES session (key),
      trial INTEGER NOT NULL REFERENCES trial (key),
      at INTEGER NOT NULL, -- milliseconds since 1970, UTC
      kind TEXT NOT NULL CHECK (kind IN ('choice', 'undo', 'redo', 'flag', 'note')),
      outcome TEXT CHECK (outcome IN ('preferred', 'ranking', 'tie', 'both_bad', 'skip')),
      preferred BLOB CHECK (length(preferred) = 32), -- sha256
      ranking TEXT CHECK (ranking IS NULL OR json_valid(ranking)), -- JSON: groups of sha256 in hexadecimal, best first
      response_ms INTEGER CHECK (response_ms >= 0),
      scores_visible INTEGER CHECK (scores_visible IN (0, 1)),
      target BLOB CHECK (length(target) = 16), -- the event undone or redone
      flag INTEGER CHECK (flag IN (0, 1)),
      note TEXT,
      CHECK ((kind = 'choice') = (outcome IS NOT NULL)),
      CHECK ((kind = 'choice') = (scores_visible IS NOT NULL)),
      CHECK (kind = 'choice' OR response_ms IS NULL),
      CHECK ((outcome IS 'preferred') = (preferred IS NOT NULL)),
      CHECK ((outcome IS 'ranking') = (ranking IS NOT NULL)),
      CHECK ((kind IN ('undo', 'redo')) = (target IS NOT NULL)),
      CHECK ((kind = 'flag') = (flag IS NOT NULL)),
      CHECK ((kind = 'note') = (note IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX event_of_trial ON event (trial, id, kind, target);
    CREATE INDEX event_of_session ON event (session, id);

    CREATE TRIGGER event_refuses_update BEFORE UPDATE ON event BEGIN
      SELECT RAISE(ABORT, 'the log of events is append-only');
    END;
    CREATE TRIGGER event_refuses_delete BEFORE DELETE ON event BEGIN
      SELECT RAISE(ABORT, 'the log of events is append-only');
    END;

    CREATE VIEW remark AS
    SELECT
      trial.key AS trial,
      coalesce((
        SELECT event.flag FROM event WHERE event.trial = trial.key AND event.kind = 'flag'
        ORDER BY event.id DESC LIMIT 1), 0) AS flagged,
      nullif((
        SELECT event.note FROM event WHERE event.trial = trial.key AND event.kind = 'note'
        ORDER BY event.id DESC LIMIT 1), '') AS note
    FROM trial;

    -- The latest choice, undo or redo of a trial decides which choice stands.
    CREATE VIEW standing_choice AS
    SELECT
      choice.id AS event, choice.trial, choice.session, choice.outcome, choice.preferred, choice.ranking,
      choice.response_ms, choice.scores_visible, choice.at
    FROM event AS choice
    WHERE choice.kind = 'choice' AND choice.id = (
      SELECT CASE last.kind WHEN 'choice' THEN last.id WHEN 'redo' THEN last.target END
      FROM event AS last
      WHERE last.trial = choice.trial AND last.kind IN ('choice', 'undo', 'redo')
      ORDER BY last.id DESC LIMIT 1);
    """
}
