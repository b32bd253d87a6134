/// What an import tells of an image that is there already: where it lies now, and what made it.
package struct CandidateChange: Hashable, Sendable {
  package let image: ImageID
  /// `nil` where it lies where it did.
  package let path: String?
  /// `nil` where the import says nothing new.
  package let generator: Generator?
  /// `nil` where it was known, or is not known still.
  package let sight: ImageSight?

  package struct Generator: Hashable, Sendable {
    package let name: String
    package let wasKnown: Bool
  }

  /// - Returns: `nil` where the two say the same.
  package init?(from old: Candidate, to new: Candidate) {
    let isMoved = !old.path.utf8.elementsEqual(new.path.utf8)
    let isNamed = new.generator.map { name in
      !(old.generator.map { $0.utf8.elementsEqual(name.utf8) } ?? false)
    }
    image = old.image
    path = isMoved ? new.path : nil
    generator =
      isNamed == true ? new.generator.map { Generator(name: $0, wasKnown: old.generator != nil) } : nil
    sight = old.sight == nil ? new.sight : nil
    if path == nil, generator == nil, sight == nil { return nil }
  }

  package func applied(to candidate: Candidate) -> Candidate {
    Candidate(
      image: candidate.image, path: path ?? candidate.path, generator: generator?.name ?? candidate.generator,
      size: candidate.size, sight: sight ?? candidate.sight)
  }
}

extension Comparison {
  /// What `other`, the same comparison as a source has it now, tells of the images.
  package func changes(to other: Comparison) -> [CandidateChange] {
    zip(candidates, other.candidates).compactMap { CandidateChange(from: $0, to: $1) }
  }
}
