import Annotation
import Foundation
import Preferences
import Screen

/// The disagreements as text: one a line, worst first.
struct ReviewList {
  let queue: ReviewQueue
  let items: [ReviewItem]
  let reviews: [CandidatePair: Review]

  init(_ queue: ReviewQueue, reviews: [CandidatePair: Review], kind: Disagreement.Kind?) {
    self.queue = queue
    self.reviews = reviews
    items = queue.items.filter { kind == nil || $0.disagreement.kind == kind }
  }

  /// Does not say which candidate is whose: whoever reads it can still judge blind.
  func printText() throws {
    try StandardOutput.print(
      VisibleText(
        "\(queue.scorer.name) is against most people on \(queue.items.count) of \(counted(queue.decidedPairs, "pair"))"
      ).text)
    let lines = ReviewLines(items, width: TerminalWidth.ofOutput) { reviews[$0.pair]?.adjudication != nil }
    for line in lines.lines { try StandardOutput.print(line) }
  }

  /// One object, with everything.
  func printJSON() throws {
    try StandardOutput.print(
      try ScoreJSON.text(
        of: Listing(
          scorer: ScoreJSON.Scorer(queue.scorer), decidedPairs: queue.decidedPairs,
          disagreements: items.map { Listing.Pair($0, reviews[$0.pair] ?? Review()) })))
  }

  private struct Listing: Encodable {
    let scorer: ScoreJSON.Scorer
    let decidedPairs: Int
    let disagreements: [Pair]

    private enum CodingKeys: String, CodingKey {
      case scorer, disagreements
      case decidedPairs = "decided_pairs"
    }

    struct Pair: Encodable {
      let comparison: String
      let prompt: String
      let kind: String
      /// Of the candidate that people do not prefer.
      let probability: Double?
      let votes: [Int]
      let ties: Int
      /// The place in `images`.
      let people: Int
      let images: [Image]
      let adjudicated: String?
      let errorTags: [String]

      private enum CodingKeys: String, CodingKey {
        case comparison, prompt, kind, probability, votes, ties, people, images, adjudicated
        case errorTags = "error_tags"
      }

      init(_ item: ReviewItem, _ review: Review) {
        let disagreement = item.disagreement
        comparison = item.comparison.id.description
        prompt = item.comparison.prompt.text
        kind = disagreement.kind.rawValue
        probability = disagreement.probability
        votes = [disagreement.votes.first, disagreement.votes.second]
        ties = disagreement.votes.tie
        people = disagreement.people == .first ? 0 : 1
        images = item.candidates.map {
          Image(sha256: $0.image.hexadecimal, path: $0.path, generator: $0.generator)
        }
        adjudicated = review.adjudication.map { Self.word($0.outcome) }
        errorTags = review.tags
      }

      private static func word(_ outcome: Outcome) -> String {
        switch outcome {
        case .preferred(let image): image.hexadecimal
        case .tie: "tie"
        case .bothBad: "both_bad"
        case .ranking, .skip: ""
        }
      }

      /// A figure that there is none of stands as null.
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(comparison, forKey: .comparison)
        try container.encode(prompt, forKey: .prompt)
        try container.encode(kind, forKey: .kind)
        try container.encode(probability, forKey: .probability)
        try container.encode(votes, forKey: .votes)
        try container.encode(ties, forKey: .ties)
        try container.encode(people, forKey: .people)
        try container.encode(images, forKey: .images)
        try container.encode(adjudicated, forKey: .adjudicated)
        try container.encode(errorTags, forKey: .errorTags)
      }
    }

    struct Image: Encodable {
      let sha256: String
      let path: String
      let generator: String?

      private enum CodingKeys: String, CodingKey {
        case sha256, path, generator
      }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sha256, forKey: .sha256)
        try container.encode(path, forKey: .path)
        try container.encode(generator, forKey: .generator)
      }
    }
  }
}
