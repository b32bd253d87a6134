import GRDB
import Preferences

/// Makes records of the rows of `ChoiceReader.columns`.
struct ChoiceReader {
  private let comparisons: ComparisonReader
  private var annotators: [Int64: Annotator] = [:]

  init(_ db: Database) {
    comparisons = ComparisonReader(db: db)
  }

  /// What a query selects so that its rows can be read; `ORDER BY` and `WHERE` are the query's own.
  static let select =
    columns + """
      FROM standing_choice AS choice
      CROSS JOIN session ON session.key = choice.session
      CROSS JOIN trial ON trial.key = choice.trial
      CROSS JOIN session AS shown_to ON shown_to.key = trial.session
      CROSS JOIN remark ON remark.trial = trial.key
      """

  /// The same for a query that starts from trials.
  static let selectByTrial =
    columns + """
      FROM trial
      CROSS JOIN session AS shown_to ON shown_to.key = trial.session
      CROSS JOIN standing_choice AS choice ON choice.trial = trial.key
      CROSS JOIN session ON session.key = choice.session
      CROSS JOIN remark ON remark.trial = trial.key
      """

  /// The same for choices that no longer stand, from undo events.
  static let selectByUndo =
    columns + """
      FROM event AS undo
      CROSS JOIN (
        SELECT id AS event, trial, session, outcome, preferred, ranking, response_ms, scores_visible, at FROM event
      ) AS choice ON choice.event = undo.target
      CROSS JOIN session ON session.key = choice.session
      CROSS JOIN trial ON trial.key = choice.trial
      CROSS JOIN session AS shown_to ON shown_to.key = trial.session
      CROSS JOIN remark ON remark.trial = trial.key
      """

  private static let columns = """
    SELECT
      choice.event, session.id, choice.outcome, choice.preferred, choice.ranking, choice.response_ms,
      choice.scores_visible, choice.at, remark.flagged, remark.note,
      trial.id, trial.comparison, trial.task, trial.repetition, trial.policy, trial.probability, trial.shown,
      shown_to.annotator

    """

  mutating func standingChoice(on trial: TrialID) throws -> Choice? {
    try comparisons.db.row(Self.selectByTrial + " WHERE trial.id = ?", [.id(trial)]) { try record($0).choice }
  }

  mutating func record(_ row: Columns) throws -> ChoiceRecord {
    let trial = try trial(row)
    let choice = Choice(
      event: try row.id(0), session: try row.id(1), outcome: try outcome(row), flagged: try row.flag(8),
      note: try row.optionalText(9), responseMilliseconds: try row.optionalInteger(5),
      scoresVisible: try row.flag(6), at: Timestamp(milliseconds: try row.integer64(7)))
    do {
      try choice.outcome.check(against: trial.images)
    } catch {
      throw StoreFault.inconsistent("event \(choice.event): \(error)")
    }
    return ChoiceRecord(annotator: try annotator(try row.integer64(17)), trial: trial, choice: choice)
  }

  private func outcome(_ row: Columns) throws -> Outcome {
    let word: OutcomeWord = try row.word(2)
    return switch word {
    case .preferred: .preferred(try row.image(3))
    case .ranking: .ranking(try JSONArrays.groups(try row.text(4)))
    case .tie: .tie
    case .bothBad: .bothBad
    case .skip: .skip
    }
  }

  private func trial(_ row: Columns) throws -> Trial {
    let id: TrialID = try row.id(10)
    let comparison = try comparisons.comparison(try row.integer64(11))
    let shown = try JSONArrays.places(try row.text(16)).map { place in
      guard comparison.candidates.indices.contains(place) else {
        throw StoreFault.inconsistent("trial \(id) shows a candidate that is not there")
      }
      return comparison.candidates[place]
    }
    do {
      return try Trial(
        id: id, comparison: comparison.id, prompt: comparison.prompt, candidates: shown,
        task: try row.word(12),
        repetition: try row.integer(13),
        selection: Selection(policy: try row.word(14), probability: try row.real(15)))
    } catch let error as Malformed {
      throw StoreFault.inconsistent("trial \(id): \(error)")
    }
  }

  private mutating func annotator(_ key: Int64) throws -> Annotator {
    if let annotator = annotators[key] { return annotator }
    let found = try comparisons.db.row("SELECT name FROM annotator WHERE key = ?", [.integer(key)]) { row in
      do { return try Annotator(asStored: row.text(0)) } catch { throw StoreFault.inconsistent("\(error)") }
    }
    guard let found else { throw StoreFault.inconsistent("a session's annotator is missing") }
    annotators[key] = found
    return found
  }
}
