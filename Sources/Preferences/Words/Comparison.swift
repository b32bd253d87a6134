/// A prompt with two or more candidates, no two of them the same image.
package struct Comparison: Hashable, Sendable {
  /// Follows from prompt and images, so that importing the same comparison again finds it.
  package let id: ComparisonID
  package let prompt: Prompt
  /// In the order of their image ids: the order in a source file may give the answer away.
  package let candidates: [Candidate]

  /// - Throws: `Malformed.tooFewCandidates` or `.repeatedImage`.
  package init(prompt: Prompt, candidates: [Candidate]) throws(Malformed) {
    guard candidates.count >= 2 else { throw .tooFewCandidates(candidates.count) }
    let sorted = candidates.sorted { $0.image < $1.image }
    for (left, right) in zip(sorted, sorted.dropFirst()) where left.image == right.image {
      throw .repeatedImage(left.path, right.path)
    }
    var fields = HashFields("comparison")
    fields.append(prompt.text)
    for candidate in sorted { fields.append(candidate.image) }
    id = ComparisonID(naming: fields)
    self.prompt = prompt
    self.candidates = sorted
  }

  package func candidate(showing image: ImageID) -> Candidate? {
    candidates.first { $0.image == image }
  }
}
