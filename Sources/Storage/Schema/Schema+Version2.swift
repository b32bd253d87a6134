extension Schema {
  /// What scorers said. Only new tables, so that a large file is brought up to date at once.
  static let version2 = """
    -- Scores of different scorers never mix: each row below says whose it is.
    CREATE TABLE scorer (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      name TEXT NOT NULL CHECK (name <> ''),
      checkpoint BLOB CHECK (length(checkpoint) = 32), -- sha256; missing where konomi does not see the weights
      logit_scale REAL CHECK (logit_scale > 0 AND logit_scale < 9e999),
      preprocessing TEXT NOT NULL
    ) STRICT;

    -- A vector is float32, little-endian. All vectors of one scorer have the same length, which its own writer
    -- sees to. Rows of kilobytes fit a table by key, where they go on at its end; the tree of a table WITHOUT
    -- ROWID would keep nearly all of each in overflow pages. So an image's hash scatters only the small index.
    CREATE TABLE image_embedding (
      scorer INTEGER NOT NULL REFERENCES scorer (key),
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
      UNIQUE (scorer, sha256)
    ) STRICT;

    -- Whole prompts are compared, byte by byte: beside a vector they cost little.
    CREATE TABLE prompt_embedding (
      scorer INTEGER NOT NULL REFERENCES scorer (key),
      prompt TEXT NOT NULL CHECK (trim(prompt) <> ''),
      vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
      UNIQUE (scorer, prompt)
    ) STRICT;

    -- The order of the key lets one walk visit a scorer's scores by comparison, as they are counted and streamed.
    CREATE TABLE score (
      scorer INTEGER NOT NULL REFERENCES scorer (key),
      comparison INTEGER NOT NULL,
      sha256 BLOB NOT NULL,
      value REAL NOT NULL CHECK (abs(value) < 9e999), -- for HPS the cosine
      PRIMARY KEY (scorer, comparison, sha256),
      FOREIGN KEY (comparison, sha256) REFERENCES candidate (comparison, sha256)
    ) STRICT, WITHOUT ROWID;
    """
}
