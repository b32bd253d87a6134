import Preferences
import TestSupport
import Testing

@testable import Storage

@Suite struct SchemaTests {
  @Test func aFreshFileHasTheExpectedSchema() throws {
    let sample = try SampleFile()
    let raw = try RawDatabase(path: sample.path)
    let objects = try raw.rows(
      "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    #expect(
      objects == [
        "index|comparison_summary", "index|event_of_session", "index|event_of_trial",
        "index|review_event_of_subject", "index|session_of_annotator", "index|trial_of_comparison",
        "index|trial_of_session",
        "table|annotator", "table|candidate", "table|comparison", "table|comparison_tag", "table|event",
        "table|image_embedding", "table|prompt_embedding", "table|review_event", "table|score",
        "table|scorer",
        "table|session", "table|session_conditions", "table|trial",
        "trigger|event_refuses_delete", "trigger|event_refuses_update", "trigger|review_event_refuses_delete",
        "trigger|review_event_refuses_update",
        "view|remark", "view|standing_choice",
      ])
    let loose = try raw.rows(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
    #expect(loose == ["sqlite_schema"])
    #expect(try raw.rows("PRAGMA user_version") == ["\(Schema.migrations.count)"])
    #expect(try raw.rows("PRAGMA application_id") == ["\(0x6b6f_6e6f)"])
    #expect(try raw.rows("PRAGMA journal_mode") == ["wal"])
    #expect(try raw.rows("PRAGMA foreign_key_check").isEmpty)
  }

  /// A migration in use is never edited: add another.
  @Test func migrationsStayAsTheyLanded() {
    let hashes = Schema.migrations.map { SipHash.naming(Array($0.utf8)).high }
    #expect(
      hashes == [
        16_465_488_594_809_966_626, 6_094_539_500_316_424_336, 5_621_661_021_031_355_606,
        16_250_887_927_145_049_971, 17_724_887_939_957_771_429,
      ])
  }

  @Test(arguments: [
    "UPDATE event SET at = 0", "DELETE FROM event", "UPDATE event SET outcome = 'tie', preferred = NULL",
  ])
  func theLogIsAppendOnly(sql: String) throws {
    let sample = try SampleFile()
    let raw = try RawDatabase(path: sample.path)
    let failure = #expect(throws: RawDatabase.Failure.self) { try raw.execute(sql) }
    #expect(failure?.message == "the log of events is append-only")
    #expect(try raw.rows("SELECT count(*) FROM event") == ["1"])
  }

  @Test(arguments: [
    "INSERT INTO annotator (id, name) VALUES (x'00', 'short id')",
    "INSERT INTO annotator (id, name) VALUES (zeroblob(16), '')",
    "INSERT INTO annotator (id, name) VALUES (zeroblob(16), 'annotator 1')",
    "INSERT INTO comparison (id, candidate_count, prompt) VALUES (zeroblob(16), 1, 'one candidate')",
    "INSERT INTO comparison (id, candidate_count, prompt) VALUES (zeroblob(16), 2, '  ')",
    "INSERT INTO comparison (id, candidate_count, prompt) VALUES ('sixteen letters!', 2, 'text as id')",
    "INSERT INTO candidate SELECT comparison, sha256, 'again', 1, 1, NULL FROM candidate",
    "INSERT INTO candidate VALUES (99, zeroblob(32), 'path', 1, 1, NULL)",
    "INSERT INTO candidate VALUES (1, zeroblob(32), 'path', 0, 1, NULL)",
    "UPDATE session SET origin = 'elsewhere'",
    "UPDATE session SET repeat_share = 1.5",
    "UPDATE session SET annotator = 99",
    "UPDATE trial SET probability = 0",
    "UPDATE trial SET shown = '[0]'",
    "UPDATE trial SET subject = 'no json'",
    "UPDATE trial SET policy = 'whim'",
    "INSERT INTO scorer VALUES (1, zeroblob(15), 's', NULL, NULL, 'external')",
    "INSERT INTO scorer VALUES (1, zeroblob(16), '', NULL, NULL, 'external')",
    "INSERT INTO scorer VALUES (1, zeroblob(16), 's', zeroblob(31), NULL, 'external')",
    "INSERT INTO scorer VALUES (1, zeroblob(16), 's', NULL, 0, 'external')",
    "INSERT INTO scorer VALUES (1, zeroblob(16), 's', NULL, 9e999, 'external')",
  ])
  func badRowsAreRefused(sql: String) throws {
    let sample = try SampleFile()
    let raw = try RawDatabase(path: sample.path)
    #expect(throws: RawDatabase.Failure.self) { try raw.execute(sql) }
  }

  @Test(arguments: [
    "1, '', NULL, NULL, NULL, NULL, 0, 0, 0",
    "1, NULL, '', NULL, NULL, NULL, 0, 0, 0",
    "1, NULL, NULL, 80, NULL, NULL, 0, 0, 0",
    "1, NULL, NULL, 0, 24, NULL, 0, 0, 0",
    "1, NULL, NULL, NULL, NULL, 2, 0, 0, 0",
    "1, NULL, NULL, NULL, NULL, NULL, -1, 0, 0",
    "1, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0",
    "99, NULL, NULL, NULL, NULL, NULL, 0, 0, 0",
  ])
  func badConditionsAreRefused(values: String) throws {
    let sample = try SampleFile()
    let raw = try RawDatabase(path: sample.path)
    #expect(throws: RawDatabase.Failure.self) {
      try raw.execute("INSERT INTO session_conditions VALUES (\(values))")
    }
  }

  @Test(arguments: [
    ("image_embedding", "99, zeroblob(32), zeroblob(4)"),
    ("image_embedding", "1, zeroblob(31), zeroblob(4)"),
    ("image_embedding", "1, zeroblob(32), zeroblob(0)"),
    ("image_embedding", "1, zeroblob(32), zeroblob(5)"),
    ("image_embedding", "1, zeroblob(32), NULL"),
    ("prompt_embedding", "99, 'p', zeroblob(4)"),
    ("prompt_embedding", "1, ' ', zeroblob(4)"),
    ("prompt_embedding", "1, 'p', zeroblob(6)"),
    ("prompt_embedding", "1, 'p', zeroblob(0)"),
    ("score", "99, 1, (SELECT min(sha256) FROM candidate), 0.5"),
    ("score", "1, 1, zeroblob(32), 0.5"),
    ("score", "1, 99, (SELECT min(sha256) FROM candidate), 0.5"),
    ("score", "1, 1, (SELECT min(sha256) FROM candidate), NULL"),
    ("score", "1, 1, (SELECT min(sha256) FROM candidate), 9e999"),
    ("score", "1, 1, (SELECT min(sha256) FROM candidate), -9e999"),
    ("score", "1, 1, (SELECT min(sha256) FROM candidate), 'high'"),
  ])
  func badRowsOfAScorerAreRefused(table: String, values: String) throws {
    let sample = try SampleFile()
    let raw = try RawDatabase(path: sample.path)
    try raw.execute("INSERT INTO scorer VALUES (1, zeroblob(16), 's', NULL, 100, 'external')")
    #expect(throws: RawDatabase.Failure.self) { try raw.execute("INSERT INTO \(table) VALUES (\(values))") }
  }

  /// Each list of columns and values lacks or adds something that its kind of event must or must not have.
  @Test(arguments: [
    ("kind", "'choice'"),
    ("kind", "'guess'"),
    ("kind, outcome, scores_visible", "'choice', 'preferred', 0"),
    ("kind, outcome, scores_visible", "'choice', 'ranking', 0"),
    ("kind, outcome, scores_visible, ranking", "'choice', 'ranking', 0, 'no json'"),
    ("kind, outcome, scores_visible", "'choice', 'maybe', 0"),
    ("kind, outcome, scores_visible", "'choice', 'tie', 2"),
    ("kind, outcome, scores_visible, response_ms", "'choice', 'tie', 0, -1"),
    ("kind, outcome, scores_visible, preferred", "'choice', 'tie', 0, zeroblob(32)"),
    ("kind, outcome, scores_visible, preferred", "'choice', 'preferred', 0, zeroblob(31)"),
    ("kind", "'undo'"),
    ("kind, target", "'redo', zeroblob(15)"),
    ("kind, target", "'flag', zeroblob(16)"),
    ("kind, flag", "'flag', 2"),
    ("kind, flag, note", "'flag', 1, 'both'"),
    ("kind", "'note'"),
  ])
  func badEventsAreRefused(columns: String, values: String) throws {
    let sample = try SampleFile()
    let raw = try RawDatabase(path: sample.path)
    #expect(throws: RawDatabase.Failure.self) {
      try raw.execute(
        "INSERT INTO event (id, session, trial, at, \(columns)) VALUES (zeroblob(16), 1, 1, 0, \(values))")
    }
  }
}
