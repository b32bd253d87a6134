import Preferences
import TestSupport
import Testing

@testable import Storage

/// A file as a konomi that knew only the first version of the schema left it.
@Suite struct MigrationTests {
  /// The sample's rows in a file of version 1.
  private static func version1() throws -> (folder: TemporaryFolder, path: String, sample: SampleFile) {
    let sample = try SampleFile()
    let folder = try TemporaryFolder()
    let path = folder["old.sqlite"]
    let raw = try RawDatabase(path: path)
    try raw.execute("PRAGMA journal_mode = WAL")
    try raw.execute(Schema.version1)
    try raw.execute("PRAGMA application_id = \(Schema.application); PRAGMA user_version = 1")
    try raw.execute("ATTACH '\(sample.path)' AS new")
    for table in ["annotator", "session", "comparison", "candidate", "trial", "event"] {
      // Columns that later versions added come last.
      let columns = try raw.rows("SELECT name FROM pragma_table_info('\(table)')").joined(separator: ", ")
      try raw.execute("INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM new.\(table)")
    }
    return (folder, path, sample)
  }

  @Test func anOldFileKeepsItsDataAndCanBeScored() throws {
    let (folder, path, sample) = try Self.version1()
    let scorer = try Fixture.scorer(1)
    let scores = Fixture.scores(of: sample.comparison)
    do {
      let store = try SQLiteChoiceStore(path: path)
      #expect(try store.allChoices() == SQLiteChoiceStore(path: sample.path).allChoices())
      #expect(try store.comparison(sample.comparison.id) == sample.comparison)
      #expect(try store.comparisonsLackingScores(by: scorer.id) == [sample.comparison.id])
      try store.add(scorer)
      try store.record(scores, by: scorer.id)
    }
    let again = try SQLiteChoiceStore(readOnlyAt: path)
    #expect(try again.scores(of: sample.comparison.id, by: scorer.id) == Fixture.byImage(scores))
    withExtendedLifetime(folder) {}
  }

  @Test func anOldFileEndsUpLikeAFreshOne() throws {
    let (folder, path, sample) = try Self.version1()
    _ = try SQLiteChoiceStore(path: path)
    let schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    #expect(try RawDatabase(path: path).rows(schema) == RawDatabase(path: sample.path).rows(schema))
    #expect(try RawDatabase(path: path).rows("PRAGMA user_version") == ["\(Schema.migrations.count)"])
    withExtendedLifetime(folder) {}
  }

  @Test func anOldFileIsNotReadUntilItHasBeenBroughtUpToDate() throws {
    let (folder, path, _) = try Self.version1()
    let before = try folder.contents()
    let fault = #expect(throws: StoreFault.self) { try SQLiteChoiceStore(readOnlyAt: path) }
    #expect(try folder.contents() == before)
    #expect("\(try #require(fault))".contains("an older konomi wrote it (schema 1)"))
  }
}
