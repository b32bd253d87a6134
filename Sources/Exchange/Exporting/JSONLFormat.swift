import Preferences

/// konomi's own export.
///
/// `candidates` are all of the comparison, in its canonical order, even where the trial showed two of them: that
/// is what lets an import find the comparison again. `shown` is the display order; it, `preferred` and `ranking`
/// are indices into `candidates`.
struct JSONLFormat: RowFormat {
  let comparison: (ComparisonID) throws -> Comparison?

  let opening: [UInt8] = []
  let separator: [UInt8] = Array("\n".utf8)

  func closing(after rowCount: Int) -> [UInt8] {
    rowCount > 0 ? separator : []
  }

  func rows(
    of record: ChoiceRecord, after rowCount: Int
  ) throws -> Result<[[UInt8]], ExportSummary.LeftOut> {
    var line: [UInt8] = []
    JSONValue.object(Self.fields(of: record, candidates: try candidates(of: record.trial))).write(to: &line)
    return .success([line])
  }

  private func candidates(of trial: Trial) throws -> [Candidate] {
    if let shown = try? Comparison(prompt: trial.prompt, candidates: trial.candidates),
      shown.id == trial.comparison
    {
      return shown.candidates
    }
    return try comparison(trial.comparison)?.candidates ?? trial.candidates.sorted { $0.image < $1.image }
  }

  private static func fields(of record: ChoiceRecord, candidates: [Candidate]) -> [(String, JSONValue)] {
    let trial = record.trial
    let choice = record.choice
    func index(_ image: ImageID) -> JSONValue {
      JSONValue(candidates.firstIndex { $0.image == image })
    }
    var preferred = JSONValue.null
    var ranking = JSONValue.null
    switch choice.outcome {
    case .preferred(let image): preferred = index(image)
    case .ranking(let groups): ranking = .array(groups.map { .array($0.map(index)) })
    case .tie, .bothBad, .skip: break
    }
    return [
      ("trial", .string(trial.id.description)),
      ("choice", .string(choice.event.description)),
      ("session", .string(choice.session.description)),
      ("annotator", .string(record.annotator.name)),
      ("comparison", .string(trial.comparison.description)),
      ("prompt", .string(trial.prompt.text)),
      ("candidates", .array(candidates.map(Self.candidate))),
      ("shown", .array(trial.images.map(index))),
      ("task", .string(trial.task.rawValue)),
      ("repetition", .integer(trial.repetition)),
      ("outcome", .string(choice.outcome.word)),
      ("preferred", preferred),
      ("ranking", ranking),
      ("flagged", .bool(choice.flagged)),
      ("note", JSONValue(choice.note)),
      ("response_ms", JSONValue(choice.responseMilliseconds)),
      ("scores_visible", .bool(choice.scoresVisible)),
      ("policy", .string(trial.selection.policy.rawValue)),
      ("probability", .number(trial.selection.probability)),
      ("at", .string(choice.at.iso8601)),
    ]
  }

  private static func candidate(_ candidate: Candidate) -> JSONValue {
    .object([
      ("sha256", .string(candidate.image.hexadecimal)),
      ("path", .string(candidate.path)),
      ("generator", JSONValue(candidate.generator)),
    ])
  }
}

extension Outcome {
  /// The word of the outcome in files.
  var word: String {
    switch self {
    case .preferred: "preferred"
    case .ranking: "ranking"
    case .tie: "tie"
    case .bothBad: "both_bad"
    case .skip: "skip"
    }
  }
}
