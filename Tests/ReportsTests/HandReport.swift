import Preferences

@testable import Reports

/// A study small enough to work its figures out by hand.
///
/// Two comparisons of three candidates A, B, C, by generators a, b, c. Mia and Ben rank the first, A > B > C and A > C > B;
/// on the second Mia prefers A to B, Ben says that they tie, Ada that both are bad, and Ada prefers C to A.
enum HandReport {
  static let scorer = ScorerIdentity(name: "hand", checkpoint: nil, logitScale: 10, preprocessing: "none")

  static func store() throws -> InMemoryChoiceStore {
    let store = InMemoryChoiceStore()
    let first = try comparison(1, tags: ["photo"])
    let second = try comparison(2, tags: [])
    _ = try store.add([first, second].map { ImportedComparison(comparison: $0) })
    let (a, b, c) = (0, 1, 2)
    try choose(store, "mia", first, shown: [a, b, c], .ranking(images(first, [[a], [b], [c]])))
    try choose(store, "ben", first, shown: [c, b, a], .ranking(images(first, [[a], [c], [b]])))
    try choose(store, "mia", second, shown: [a, b], .preferred(image(second, a)))
    try choose(store, "ben", second, shown: [b, a], .tie)
    try choose(store, "ada", second, shown: [b, a], .bothBad)
    try choose(store, "ada", second, shown: [a, c], .preferred(image(second, c)))
    return store
  }

  /// As the hand would score: the first comparison A 0.3, B 0.2, C 0.2; the second A 0.1, B 0.2, C nothing.
  static func scores(_ store: InMemoryChoiceStore) throws {
    try store.add(scorer)
    let (first, second) = (try comparison(1, tags: []), try comparison(2, tags: []))
    let values = [(first, 0, 0.3), (first, 1, 0.2), (first, 2, 0.2), (second, 0, 0.1), (second, 1, 0.2)]
    try store.record(
      values.map { CandidateScore(comparison: $0.0.id, image: image($0.0, $0.1), score: $0.2) }, by: scorer.id
    )
  }

  static func report(_ store: InMemoryChoiceStore, filter: StudyFilter = StudyFilter()) throws -> Report {
    guard let study = store.study(filter, isCancelled: { false }) else { throw Malformed.emptyPrompt }
    let scorers = store.scorers()
    var builder = ReportBuilder(study, scorers: scorers, options: ReportOptions(replicates: 200))
    for scorer in scorers { builder.add(scorer, scores: store.scores(by: scorer.id, in: study)) }
    return builder.report()
  }

  /// Places are A, B, C: images are numbered in their order.
  static func comparison(_ number: UInt8, tags: [String]) throws -> Comparison {
    let candidates = try ["a", "b", "c"].enumerated().map { place, generator in
      guard let image = ImageID(bytes: [UInt8](repeating: 10 * number + UInt8(place), count: 32)) else {
        throw Malformed.emptyPrompt
      }
      return Candidate(
        image: image, path: "/\(number)\(generator)", generator: generator,
        size: PixelSize(width: 8, height: 8))
    }
    return try Comparison(prompt: Prompt("prompt \(number)"), candidates: candidates, tags: tags)
  }

  static func image(_ comparison: Comparison, _ place: Int) -> ImageID { comparison.candidates[place].image }

  static func images(_ comparison: Comparison, _ groups: [[Int]]) -> [[ImageID]] {
    groups.map { $0.map { image(comparison, $0) } }
  }

  /// - Parameter shown: places, in the order on screen.
  static func choose(
    _ store: InMemoryChoiceStore, _ name: String, _ comparison: Comparison, shown: [Int], _ outcome: Outcome,
    repetition: Int = 0, after milliseconds: Int? = nil
  ) throws {
    let annotator = try Annotator(name: name)
    var fields = HashFields("session")
    fields.append(annotator.id)
    let session = Session(
      id: SessionID(naming: fields), annotator: annotator, settings: SessionSettings(),
      startedAt: Timestamp(milliseconds: 0))
    store.begin(session)
    fields.append(comparison.id)
    for place in shown.sorted() { fields.append(integer: UInt64(place)) }
    fields.append(integer: UInt64(repetition))
    let trial = try Trial(
      id: TrialID(naming: fields), comparison: comparison.id, prompt: comparison.prompt,
      candidates: shown.map { comparison.candidates[$0] }, task: .prefer, repetition: repetition,
      selection: Selection(policy: repetition > 0 ? .repeat : .random, probability: 1))
    let number = UInt64(store.counts().choices + 1)
    try store.record(
      Event(
        id: EventID(high: number << 16, low: 0, version: 7), session: session.id, trial: trial.id,
        at: Timestamp(milliseconds: Int64(number)),
        kind: .choice(outcome, responseMilliseconds: milliseconds, scoresVisible: false)), of: trial)
  }
}
