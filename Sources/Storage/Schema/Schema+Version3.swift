extension Schema {
  /// What a session showed of scores, tags of comparisons, and reviews.
  static let version3 = """
    -- Missing where it is not known: before this version nothing was shown.
    ALTER TABLE session ADD COLUMN reveal TEXT CHECK (reveal IN ('after', 'pause', 'always', 'never'));

    CREATE TABLE comparison_tag (
      comparison INTEGER NOT NULL REFERENCES comparison (key),
      tag TEXT NOT NULL CHECK (trim(tag) <> ''),
      PRIMARY KEY (comparison, tag)
    ) STRICT, WITHOUT ROWID;

    -- A reviewer looks at two candidates of a comparison, whoever chose between them and in which trials. The
    -- log of that stands beside the log of choices, so that no review is ever counted as a choice.
    CREATE TABLE review_event (
      id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
      reviewer INTEGER NOT NULL REFERENCES annotator (key),
      comparison INTEGER NOT NULL REFERENCES comparison (key),
      subject TEXT NOT NULL -- JSON: the places of the two candidates, ascending
        CHECK (json_valid(subject) AND json_array_length(subject) = 2),
      at INTEGER NOT NULL, -- milliseconds since 1970, UTC
      kind TEXT NOT NULL CHECK (kind IN ('judgement', 'adjudication', 'withdrawal', 'tags', 'flag', 'note')),
      outcome TEXT CHECK (outcome IN ('preferred', 'tie', 'both_bad', 'skip')),
      preferred BLOB CHECK (length(preferred) = 32), -- sha256
      response_ms INTEGER CHECK (response_ms >= 0),
      tags TEXT CHECK (tags IS NULL OR json_type(tags) = 'array'), -- JSON: all tags that stand from now on
      flag INTEGER CHECK (flag IN (0, 1)),
      note TEXT,
      CHECK ((kind IN ('judgement', 'adjudication')) = (outcome IS NOT NULL)),
      CHECK (kind <> 'adjudication' OR outcome <> 'skip'),
      CHECK ((outcome IS 'preferred') = (preferred IS NOT NULL)),
      CHECK (kind = 'judgement' OR response_ms IS NULL),
      CHECK ((kind = 'tags') = (tags IS NOT NULL)),
      CHECK ((kind = 'flag') = (flag IS NOT NULL)),
      CHECK ((kind = 'note') = (note IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX review_event_of_subject ON review_event (comparison, subject, id);

    CREATE TRIGGER review_event_refuses_update BEFORE UPDATE ON review_event BEGIN
      SELECT RAISE(ABORT, 'the log of reviews is append-only');
    END;
    CREATE TRIGGER review_event_refuses_delete BEFORE DELETE ON review_event BEGIN
      SELECT RAISE(ABORT, 'the log of reviews is append-only');
    END;
    """
}
