import Preferences
import Testing

/// Values of the domain, each made from a number: equal numbers make equal values.
enum Fixture {
  static func image(_ number: Int) throws -> ImageID {
    let bytes = (0..<4).flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: (number &* 0x9e37_79b9 &+ word) >> (8 * $0)) }
    }
    return try #require(ImageID(bytes: bytes))
  }

  static func comparison(_ number: Int, candidates: Int = 2) throws -> Comparison {
    try Comparison(
      prompt: Prompt("prompt \(number) 日本語 é\u{301}"),
      candidates: (0..<candidates).map { index in
        Candidate(
          image: try image(number * 100 + index), path: "/images/\(number)-\(index).png",
          generator: index == 0 ? nil : "generator \(index)", size: PixelSize(width: 512, height: 300 + index)
        )
      })
  }

  static func annotator(_ number: Int) throws -> Annotator {
    try Annotator(name: "annotator \(number)")
  }

  static func session(
    _ number: Int, of annotator: Annotator, origin: Session.Origin = .annotation, reveal: Reveal? = nil
  ) -> Session {
    Session(
      id: Identifier(high: UInt64(number), low: 1, version: 8), annotator: annotator, origin: origin,
      settings: SessionSettings(
        mode: .pair, seed: .max, pairsPerComparison: 3, repeatShare: 0.25, reveal: reveal),
      startedAt: Timestamp(milliseconds: 1_700_000_000_000))
  }

  /// Shows all candidates of the comparison, last place first.
  static func trial(
    _ number: Int, of comparison: Comparison, task: AnnotationMode.Task = .prefer,
    showing places: [Int]? = nil
  ) throws -> Trial {
    let places = places ?? Array(comparison.candidates.indices.reversed())
    return try Trial(
      id: Identifier(high: UInt64(number), low: 2, version: 8), comparison: comparison.id,
      prompt: comparison.prompt, candidates: places.map { comparison.candidates[$0] }, task: task,
      repetition: number % 2, selection: Selection(policy: .random, probability: 1.0 / 3))
  }

  static func eventID(_ number: Int) -> EventID {
    Identifier(high: UInt64(number) << 16, low: 3, version: 7)
  }

  static func event(_ number: Int, in session: Session, on trial: Trial, _ kind: Event.Kind) -> Event {
    Event(
      id: eventID(number), session: session.id, trial: trial.id,
      at: Timestamp(milliseconds: 1_700_000_000_000 + Int64(number)), kind: kind)
  }

  static func choice(_ outcome: Outcome, after milliseconds: Int? = 1234, scoresVisible: Bool = false)
    -> Event.Kind
  {
    .choice(outcome, responseMilliseconds: milliseconds, scoresVisible: scoresVisible)
  }
}

/// What scorers say.
extension Fixture {
  static func checkpoint(_ number: Int) throws -> CheckpointID {
    try #require(CheckpointID(bytes: image(number).bytes))
  }

  static func scorer(_ number: Int) throws -> ScorerIdentity {
    ScorerIdentity(
      name: "hpc \(number).pt", checkpoint: try checkpoint(number), logitScale: 100.00000762939453,
      preprocessing: "bicubic")
  }

  static func embedding(_ number: Int, dimension: Int = 5) throws -> Embedding {
    try #require(Embedding(normalizing: (0..<dimension).map { Float(($0 * 7 + number * 13) % 11) - 4.5 }))
  }

  /// A score for each candidate, from its place.
  static func scores(of comparison: Comparison, plus offset: Double = 0) -> [CandidateScore] {
    comparison.candidates.enumerated().map { place, candidate in
      CandidateScore(
        comparison: comparison.id, image: candidate.image, score: 0.1 * Double(place + 1) + offset)
    }
  }

  static func byImage(_ scores: [CandidateScore]) -> [ImageID: Double] {
    Dictionary(uniqueKeysWithValues: scores.map { ($0.image, $0.score) })
  }
}
