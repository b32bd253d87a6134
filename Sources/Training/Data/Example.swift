/// One choice as it is trained on.
package struct Example: Hashable, Sendable {
  /// Index into the data's prompts.
  package let prompt: Int
  /// Indices into the data's images, two or more, no two the same.
  package let images: [Int]
  /// Of places in `images`.
  package let judgement: Judgement

  package init(prompt: Int, images: [Int], judgement: Judgement) {
    self.prompt = prompt
    self.images = images
    self.judgement = judgement
  }
}

/// How much a choice counts in the loss.
package enum Weighting: String, Hashable, Sendable, CaseIterable, Codable {
  /// All choices the same.
  case none
  /// All prompts the same, whatever number of choices each has (Kirstain et al. 2023, arXiv 2305.01569).
  case perPrompt = "per-prompt"

  /// One weight an example; their mean is 1, over all of them and not over a batch: what a batch happens to hold is not to
  /// decide how much a prompt counts.
  package func weights(of examples: [Example]) -> [Double] {
    guard self == .perPrompt else { return examples.map { _ in 1 } }
    var counts: [Int: Int] = [:]
    for example in examples { counts[example.prompt, default: 0] += 1 }
    let mean = Double(examples.count) / Double(max(1, counts.count))
    return examples.map { mean / Double(counts[$0.prompt] ?? 1) }
  }
}
