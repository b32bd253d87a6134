import Preferences

/// Choices as a store gives them out.
enum Choices {
  static func image(_ number: Int) throws -> ImageID {
    guard let image = ImageID(bytes: [UInt8](repeating: 0, count: 31) + [UInt8(number)]) else {
      throw Malformed.outcomeOutsideTrial
    }
    return image
  }

  static func record(
    _ prompt: String, _ images: [Int], _ outcome: Outcome, scoresVisible: Bool = false
  ) throws -> ChoiceRecord {
    let candidates = try images.map {
      Candidate(image: try image($0), path: "/images/\($0).png", size: PixelSize(width: 1, height: 1))
    }
    let comparison = try Comparison(prompt: Prompt(prompt), candidates: candidates)
    let trial = try Trial(
      id: TrialID(naming: HashFields(prompt)), comparison: comparison.id, prompt: comparison.prompt,
      candidates: candidates, task: .prefer, selection: Selection(policy: .random, probability: 1))
    let choice = Choice(
      event: EventID(naming: HashFields(prompt)), session: SessionID(naming: HashFields("session")),
      outcome: outcome, scoresVisible: scoresVisible, at: Timestamp(milliseconds: 0))
    return ChoiceRecord(annotator: try Annotator(name: "mia"), trial: trial, choice: choice)
  }
}
