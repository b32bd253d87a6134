import FoundationEssentials
import Preferences

extension Report {
  /// One object: `data`, and `measures` as a tidy table. A figure that there is none of stands as null, and its note
  /// says why.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(
      decoding: try encoder.encode(Document(data: DataDocument(data), measures: measures.map(Row.init))),
      as: UTF8.self)
  }
}

private struct Document: Encodable {
  let data: DataDocument
  let measures: [Row]
}

private struct Row: Encodable {
  let measure: Measure

  init(_ measure: Measure) {
    self.measure = measure
  }

  private enum Key: String, CodingKey {
    case section, subject, scorer, measure, value, low, high, n, note
  }

  func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: Key.self)
    try row.encode(measure.section.rawValue, forKey: .section)
    try row.encode(measure.subject, forKey: .subject)
    try row.encode(measure.scorer, forKey: .scorer)
    try row.encode(measure.name, forKey: .measure)
    try row.encode(measure.value.value, forKey: .value)
    try row.encode(measure.interval?.low, forKey: .low)
    try row.encode(measure.interval?.high, forKey: .high)
    try row.encode(measure.n, forKey: .n)
    try row.encode(measure.note, forKey: .note)
  }
}

/// A key that is always there, as null where it has no value.
private struct Nullable<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) {
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

private struct DataDocument: Encodable {
  let comparisons, prompts, candidates, pairs: Int
  let decided_pairs: Int
  let shown_otherwise: Sights
  let choices, repeats: Counts
  let annotators: [String]
  let sessions: [SessionRow]
  let generators, tags: [String]
  let scorers: [ScorerRow]
  let filter: Filter
  let left_out: LeftOut
  let bootstrap: Bootstrap

  init(_ data: ReportData) {
    comparisons = data.comparisons
    prompts = data.prompts
    candidates = data.candidates
    pairs = data.pairs
    decided_pairs = data.decidedPairs
    shown_otherwise = Sights(data.sights)
    choices = Counts(data.choices)
    repeats = Counts(data.repeats)
    annotators = data.annotators
    sessions = data.sessions.map {
      SessionRow(
        id: $0.session.id.description, origin: $0.session.origin.rawValue,
        started_at: $0.session.startedAt.iso8601, choices: $0.choices,
        confirms_frames: Nullable($0.conditions?.confirmsFrames),
        refused: Nullable($0.conditions.map { Refused($0.refusals) }))
    }
    generators = data.generators
    tags = data.tags
    scorers = data.scorers.map(ScorerRow.init)
    filter = Filter(data)
    left_out = LeftOut(
      revealed: data.leftOut.revealed,
      strata: Dictionary(uniqueKeysWithValues: data.leftOut.strata.map { ($0.key.rawValue, $0.value) }))
    bootstrap = Bootstrap(
      replicates: data.bootstrap.replicates, seed: data.bootstrap.seed, level: data.bootstrap.level,
      prompt_groups: data.bootstrap.promptGroups, annotator_groups: data.bootstrap.annotatorGroups)
  }

  struct Counts: Encodable {
    let all, preferred, rankings, ties, both_bad, skips, flagged: Int
    let strata: [String: Int]

    init(_ counts: ReportData.Counts) {
      all = counts.all
      preferred = counts.preferred
      rankings = counts.rankings
      ties = counts.ties
      both_bad = counts.bothBad
      skips = counts.skips
      flagged = counts.flagged
      strata = Dictionary(uniqueKeysWithValues: counts.strata.map { ($0.key.rawValue, $0.value) })
    }
  }

  struct SessionRow: Encodable {
    let id, origin, started_at: String
    let choices: Int
    let confirms_frames: Nullable<Bool>
    let refused: Nullable<Refused>
  }

  struct Refused: Encodable {
    let held, early, unseen: Int

    init(_ refusals: SessionConditions.Refusals) {
      held = refusals.held
      early = refusals.early
      unseen = refusals.unseen
    }
  }

  struct ScorerRow: Encodable {
    let label, name, preprocessing: String
    let checkpoint_sha256: Nullable<String>
    let logit_scale: Nullable<Double>
    let superseded: Bool

    init(_ scorer: ReportData.Scorer) {
      label = scorer.label
      name = scorer.identity.name
      preprocessing = scorer.identity.preprocessing
      checkpoint_sha256 = Nullable(scorer.identity.checkpoint?.hexadecimal)
      logit_scale = Nullable(scorer.identity.logitScale)
      superseded = scorer.isSuperseded
    }
  }

  /// Candidates that people see otherwise than models do.
  struct Sights: Encodable {
    let candidates, turned, transparent, unknown: Int

    init(_ sights: SightCounts) {
      candidates = sights.different
      turned = sights.turned
      transparent = sights.transparent
      unknown = sights.unknown
    }
  }

  struct Filter: Encodable {
    let sessions, annotators, generators: Nullable<[String]>
    let since: Nullable<String>
    let blind_only: Bool
    let strata: [String]

    init(_ data: ReportData) {
      let filter = data.filter
      sessions = Nullable(filter.sessions?.map(\.description).sorted())
      annotators = Nullable(filter.annotators.map { _ in data.annotators })
      generators = Nullable(filter.generators?.sorted())
      since = Nullable(filter.since?.iso8601)
      blind_only = !filter.includesRevealed
      strata = filter.strata.map(\.rawValue).sorted()
    }
  }

  struct LeftOut: Encodable {
    let revealed: Int
    let strata: [String: Int]
  }

  struct Bootstrap: Encodable {
    let replicates: Int
    let seed: UInt64
    let level: Double
    let prompt_groups, annotator_groups: Int
  }
}
