import FoundationEssentials
import Preferences

/// Makes choices as an annotator's session does, one event a trial.
struct ChoiceMaker {
  let session: Session
  private let comparisons: [Comparison]
  private var ids = EventIDSequence()
  private var made: UInt64 = 0

  init(annotator: String, comparisons: [Comparison]) throws {
    session = Session(
      id: SessionID(UUID()), annotator: try Annotator(name: annotator), settings: SessionSettings(),
      startedAt: Timestamp(.now))
    self.comparisons = comparisons
  }

  mutating func next() throws -> (event: Event, trial: Trial) {
    let comparison = comparisons[Int(made) % comparisons.count]
    made += 1
    var fields = HashFields("bench trial")
    fields.append(session.id)
    fields.append(integer: made)
    let trial = try Trial(
      id: TrialID(naming: fields), comparison: comparison.id, prompt: comparison.prompt,
      candidates: comparison.candidates, task: .prefer, selection: Selection(policy: .random, probability: 1))
    let now = Timestamp(.now)
    let outcome = Outcome.preferred(trial.images[Int(made % 2)])
    let event = Event(
      id: ids.next(at: now, random: (made, made)), session: session.id, trial: trial.id, at: now,
      kind: .choice(outcome, responseMilliseconds: 1500, scoresVisible: false))
    return (event, trial)
  }
}

extension Workplace {
  /// Comparisons whose images exist by name only, for what never opens them.
  static func nominal(_ count: Int) throws -> [Comparison] {
    try (0..<count).map { number in
      let candidates = (0..<2).compactMap { place -> Candidate? in
        let word = UInt64(number * 2 + place)
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0 % 8))) ^ UInt8($0) }
        return ImageID(bytes: bytes).map {
          Candidate(
            image: $0, path: "/images/\(word).png", generator: "g\(place)",
            size: PixelSize(width: 512, height: 512))
        }
      }
      return try Comparison(prompt: Prompt("comparison \(number)"), candidates: candidates)
    }
  }
}
