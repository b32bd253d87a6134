import Preferences

extension SQLiteChoiceStore {
  package func comparisonSummaries() throws(StoreFault) -> [ComparisonSummary] {
    try read { db in
      var summaries: [ComparisonSummary] = []
      // Told which index to walk: rows of the table carry prompts.
      let query = "SELECT id, candidate_count FROM comparison INDEXED BY comparison_summary"
      try db.forEachRow(query) { row in
        summaries.append(ComparisonSummary(id: try row.id(0), candidateCount: try row.integer(1)))
      }
      return summaries
    }
  }

  package func comparison(_ id: ComparisonID) throws(StoreFault) -> Comparison? {
    try read { db in
      try db.row("SELECT key FROM comparison WHERE id = ?", [.id(id)]) { try $0.integer64(0) }
        .map(ComparisonReader(db: db).comparison)
    }
  }

  package func counts() throws(StoreFault) -> StoreCounts {
    try read { db in
      let query = """
        SELECT
          (SELECT count(*) FROM comparison), (SELECT count(*) FROM candidate),
          (SELECT count(DISTINCT annotator) FROM session), (SELECT count(*) FROM standing_choice)
        """
      let counts = try db.row(query) { row in
        StoreCounts(
          comparisons: try row.integer(0), candidates: try row.integer(1), annotators: try row.integer(2),
          choices: try row.integer(3))
      }
      return counts ?? StoreCounts(comparisons: 0, candidates: 0, annotators: 0, choices: 0)
    }
  }
}
