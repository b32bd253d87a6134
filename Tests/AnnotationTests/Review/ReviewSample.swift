import Preferences
import Screen
import Testing

@testable import Annotation

/// A queue of disagreements, and the walk of a review state through actions.
enum ReviewSample {
  static let scorer = scorer("hpc.pt", checkpoint: 7)

  static func scorer(_ name: String, checkpoint: UInt8?) -> ScorerIdentity {
    ScorerIdentity(
      name: name,
      checkpoint: checkpoint.flatMap { byte in CheckpointID(bytes: [UInt8](repeating: byte, count: 32)) },
      logitScale: 100, preprocessing: "bicubic")
  }

  /// People prefer the candidate with the lower id; an even number has people split.
  static func item(_ number: Int, prompt: String? = nil) throws -> ReviewItem {
    let comparison = try Comparison(
      prompt: Prompt(prompt ?? "A cat with \(number) horns on its head."),
      candidates: (0..<2).map { candidate(number, $0) })
    let disagreement = Disagreement(
      comparison: comparison.id, first: 0, second: 1,
      votes: number.isMultiple(of: 2) ? Votes(first: 3, second: 2, tie: 1) : Votes(first: 4, second: 1),
      people: .first, scoreGap: 0.01 / Double(number + 1), probability: 0.73)
    return try #require(ReviewItem(disagreement, of: comparison))
  }

  private static func candidate(_ number: Int, _ place: Int) -> Candidate {
    Candidate(
      image: ImageID(bytes: (0..<32).map { $0 == 31 ? UInt8(number * 2 + place) : 0 })!,
      path: "/images/\(number)-\(place).png", generator: place == 0 ? "sd14" : "sd15-\(number % 2)",
      size: PixelSize(width: 512, height: 512))
  }

  static func lea() throws -> Annotator { try Annotator(name: "lea") }

  /// A choice of each of five annotators, and what three scorers say.
  static func evidence(on item: ReviewItem) throws -> PairEvidence {
    let images = item.pair.images
    let outcomes: [Outcome] = [
      .preferred(images[0]), .ranking([[images[0]], [images[1]]]), .preferred(images[1]), .tie,
      .preferred(images[0]),
    ]
    let choices = try outcomes.enumerated().map { number, outcome in
      try ChoiceRecord(
        annotator: Annotator(
          name: ["mia", "ben", "annotator with a long name", "kim", "z\u{1b}[31m"][number]),
        trial: Trial(
          id: TrialID(high: UInt64(number), low: 0, version: 8), comparison: item.comparison.id,
          prompt: item.comparison.prompt, candidates: item.comparison.candidates, task: .prefer,
          selection: Selection(policy: .random, probability: 1)),
        choice: Choice(
          event: EventID(high: UInt64(number), low: 0, version: 7),
          session: SessionID(high: 1, low: 1, version: 4),
          outcome: outcome, flagged: number == 2, note: number == 2 ? "six fingers\u{1b}[2J" : nil,
          responseMilliseconds: number == 1 ? nil : 1000 * number + 400, scoresVisible: number == 4,
          at: Timestamp(milliseconds: 0)))
    }
    let external = ScorerIdentity(
      name: "file size 1", checkpoint: nil, logitScale: nil, preprocessing: "external")
    let old = Self.scorer("hpc.pt", checkpoint: 6)
    return PairEvidence(
      choices: choices,
      scores: [
        .init(scorer: old, prediction: Prediction(scores: [0.21, 0.2], by: old, isStale: true)),
        .init(scorer: scorer, prediction: Prediction(scores: [0.2034, 0.2134], by: scorer)),
        .init(scorer: external, prediction: Prediction(scores: [12.3456, 12.3456], by: external)),
      ])
  }

  /// A state whose queue has come, with the first pair on the glass since `uptime` 0.
  static func showing(
    _ items: [ReviewItem], reviews: [CandidatePair: Review] = [:], filter: ReviewFilter = ReviewFilter(),
    size: Size = Sample.wide
  ) throws -> ReviewState {
    var state = ReviewState(reviewer: try lea(), title: "study", filter: filter, size: size)
    _ = state.reduce(.began)
    let queue = ReviewQueue(scorer: scorer, items: items, decidedPairs: 40)
    try settle(state.reduce(.queueLoaded(queue, reviews: reviews, lastEvent: nil)), &state)
    becomeVisible(&state, at: 0)
    return state
  }

  /// Answers what was asked for: pictures, evidence, and events that reach the disk.
  @discardableResult
  static func settle(_ effects: [ReviewState.Effect], _ state: inout ReviewState) throws -> [ReviewEvent] {
    var waiting = effects
    var recorded: [ReviewEvent] = []
    while !waiting.isEmpty {
      switch waiting.removeFirst() {
      case .preparePictures(let pictures):
        for request in pictures.all {
          waiting += state.reduce(.pictureReady(request, Sample.picture(in: request.box)))
        }
      case .loadEvidence(let pair):
        let item = try #require(state.queue?.items.first { $0.pair == pair })
        waiting += state.reduce(.evidenceLoaded(pair, try evidence(on: item)))
      case .record(let event):
        recorded.append(event)
        waiting += state.reduce(.recorded(event.id))
      case .wake(let alarm): waiting += state.reduce(.woke(token: alarm.token))
      case .loadQueue, .quit: break
      }
    }
    return recorded
  }

  static func becomeVisible(_ state: inout ReviewState, at uptime: Int) {
    guard let pair = state.awaitingSight else { return }
    _ = state.reduce(.wasWritten(pair, uptime: uptime))
    _ = state.reduce(.becameVisible(pair, uptime: uptime))
  }

  /// Presses a key, lets everything asked for happen, and has the pair on the glass `delay` later.
  @discardableResult
  static func press(_ key: Key, at uptime: Int, _ state: inout ReviewState) throws -> [ReviewEvent] {
    let recorded = try settle(state.reduce(.keyPressed(key, Sample.moment(uptime))), &state)
    becomeVisible(&state, at: uptime + 10)
    return recorded
  }

  @discardableResult
  static func type(_ keys: String, at uptime: Int, _ state: inout ReviewState) throws -> [ReviewEvent] {
    try keys.enumerated().flatMap { try press(.character($1), at: uptime + $0, &state) }
  }
}
