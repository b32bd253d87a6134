import GRDB
import Preferences

/// Reads integers straight from the rows and makes no value of the domain a row: a report is to cost little more than
/// reading what it is about.
extension SQLiteChoiceStore: StudySource {
  package func study(_ filter: StudyFilter, isCancelled: () -> Bool) throws(StoreFault) -> Study? {
    try withoutActuallyEscaping(isCancelled) { (isCancelled) throws(StoreFault) in
      try read { db in
        do {
          return try Self.study(filter, db, StudyPulse(isCancelled: isCancelled))
        } catch is StudyPulse.Cancelled {
          return nil
        }
      }
    }
  }

  private static func study(_ filter: StudyFilter, _ db: Database, _ pulse: StudyPulse) throws -> Study {
    var pulse = pulse
    let sessions = try StudySessions(db)
    var builder = StudyBuilder(
      filter: filter, annotators: sessions.annotators, sessions: sessions.sessions)
    let comparisons = try StudyComparisons(db, for: &builder, &pulse)
    let trials = try StudyTrials(db, of: comparisons, in: sessions, &pulse)
    let log = try StudyLog(db, of: trials, on: comparisons, in: sessions, &pulse)
    let assembly = StudyAssembly(sessions: sessions, comparisons: comparisons, trials: trials, log: log)
    try assembly.add(to: &builder, &pulse)
    return builder.study()
  }

  package func scores(by scorer: ScorerID, in study: Study) throws(StoreFault) -> [Double] {
    try read { db in
      var scores = [Double](repeating: .nan, count: study.comparisons.candidateCount)
      guard let key = try db.scorer(scorer) else { return scores }
      var walk = ScoreWalk(study.comparisons)
      // In the order of the table's own key, which is that of the candidates.
      try db.forEachRow(
        "SELECT comparison, value FROM score WHERE scorer = ? ORDER BY comparison, sha256", [.integer(key)]
      ) { row in try walk.take(try row.real(1), of: try row.integer64(0), into: &scores) }
      walk.finish()
      for comparison in walk.incomplete {
        try Self.fill(&scores, of: comparison, by: key, in: study, db)
      }
      return scores
    }
  }

  /// Finds out which candidates of a comparison have a score where not all do.
  private static func fill(
    _ scores: inout [Double], of comparison: Int, by scorer: Int64, in study: Study, _ db: Database
  ) throws {
    let range = study.comparisons.candidates(of: comparison)
    let key = study.comparisons.keys[comparison]
    let known = try db.scores(by: scorer, of: key)
    let images = try ComparisonReader(db: db).comparison(key).candidates.map(\.image)
    for (place, image) in zip(range, images) { scores[place] = known[image] ?? .nan }
  }
}

/// Walks a scorer's scores along the comparisons of a study, both by key: a comparison with as many scores as
/// candidates has one for each, in their order.
private struct ScoreWalk {
  private let comparisons: Study.Comparisons
  private var comparison = 0
  private var taken = 0
  private(set) var incomplete: [Int] = []

  init(_ comparisons: Study.Comparisons) {
    self.comparisons = comparisons
  }

  mutating func take(_ score: Double, of key: Int64, into scores: inout [Double]) throws(StoreFault) {
    while comparison < comparisons.count, comparisons.keys[comparison] < key { leave() }
    guard comparison < comparisons.count, comparisons.keys[comparison] == key else { return }
    let range = comparisons.candidates(of: comparison)
    guard taken < range.count else {
      throw .inconsistent("comparison \(comparisons.ids[comparison]) has more scores than candidates")
    }
    scores[range.lowerBound + taken] = score
    taken += 1
  }

  mutating func finish() {
    while comparison < comparisons.count { leave() }
  }

  private mutating func leave() {
    if taken > 0, taken < comparisons.candidates(of: comparison).count { incomplete.append(comparison) }
    comparison += 1
    taken = 0
  }
}
