import Preferences

/// konomi's own export.
///
/// `candidates` are all of the comparison, in its canonical order, even where the trial showed two of them: that
/// is what lets an import find the comparison again. `shown` is the display order; it, `preferred` and `ranking`
/// are indices into `candidates`.
///
/// What reviewers decided comes last, and an import passes it over. Of two candidates `adjudicated` is an index, `tie`,
/// `both_bad` or null, with `error_tags` beside it; of more, `adjudicated_pairs` lists the pairs that were decided or
/// tagged, each with the same two keys. What does not apply is null.
struct JSONLFormat: RowFormat {
  let paths: ImagePaths
  let comparison: (ComparisonID) throws -> Comparison?
  let review: (CandidatePair) throws -> Review?

  let opening: [UInt8] = []
  let separator: [UInt8] = Array("\n".utf8)

  func closing(after rowCount: Int) -> [UInt8] {
    rowCount > 0 ? separator : []
  }

  func rows(
    of record: ChoiceRecord, after rowCount: Int
  ) throws -> Result<[[UInt8]], ExportSummary.LeftOut> {
    var line: [UInt8] = []
    let whole = try comparison(record.trial.comparison)
    let candidates = whole?.candidates ?? record.trial.candidates.sorted { $0.image < $1.image }
    let decided = try AdjudicatedPair.all(of: record.trial, review: review)
    JSONValue.object(
      fields(of: record, candidates: candidates, tags: whole?.tags ?? [])
        + Self.fields(decided, of: record.trial) { image in
          JSONValue(candidates.firstIndex { $0.image == image })
        }
    ).write(to: &line)
    return .success([line])
  }

  private func fields(
    of record: ChoiceRecord, candidates: [Candidate], tags: [String]
  ) -> [(String, JSONValue)] {
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
      ("candidates", .array(candidates.map(candidate))),
      ("tags", .array(tags.map(JSONValue.string))),
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

  private static func fields(
    _ decided: [AdjudicatedPair], of trial: Trial, index: (ImageID) -> JSONValue
  ) -> [(String, JSONValue)] {
    guard trial.candidates.count == 2 else {
      return [
        ("adjudicated", .null), ("error_tags", .null),
        ("adjudicated_pairs", .array(decided.map { $0.object(index) })),
      ]
    }
    return [
      ("adjudicated", decided.first?.adjudicated(index) ?? .null),
      ("error_tags", decided.first?.errorTags ?? .array([])), ("adjudicated_pairs", .null),
    ]
  }

  private func candidate(_ candidate: Candidate) -> JSONValue {
    .object([
      ("sha256", .string(candidate.image.hexadecimal)),
      ("path", .string(paths.name(of: candidate))),
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
