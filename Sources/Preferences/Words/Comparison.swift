/// A prompt with two or more candidates, no two of them the same image.
package struct Comparison: Hashable, Sendable {
  /// Follows from prompt and images, so that importing the same comparison again finds it.
  package let id: ComparisonID
  package let prompt: Prompt
  /// In the order of their image ids: the order in a source file may give the answer away.
  package let candidates: [Candidate]
  /// What kind of comparison this is, such as the style asked for; in order, each once. No part of the id.
  package let tags: [String]

  /// - Throws: `Malformed.tooFewCandidates`, `.repeatedImage` or `.emptyTag`.
  package init(prompt: Prompt, candidates: [Candidate], tags: [String] = []) throws(Malformed) {
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
    guard tags.allSatisfy({ $0.contains { !$0.isWhitespace } }) else { throw .emptyTag }
    // By their bytes, as stores compare them: Swift takes é in one character and in two for the same.
    self.tags = tags.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.reduce(into: []) { distinct, tag in
      if distinct.last.map({ !$0.utf8.elementsEqual(tag.utf8) }) ?? true { distinct.append(tag) }
    }
  }

  /// The same comparison with more tags; those that it has stay.
  package func adding(tags: [String]) throws(Malformed) -> Comparison {
    try Comparison(prompt: prompt, candidates: candidates, tags: self.tags + tags)
  }

  package func candidate(showing image: ImageID) -> Candidate? {
    candidates.first { $0.image == image }
  }
}
