import Preferences

/// The people whom an import knows: those of the database, and those it has met. Sees to it that two spellings of one
/// name do not become two people unasked.
package struct AnnotatorRoll {
  /// What is to become of a name that is nearly a known one.
  package enum Decision: Hashable, Sendable {
    case samePerson
    case otherPerson
    case undecided
  }

  private var known: [String: Annotator] = [:]
  /// By the bytes of the name: Swift takes é in one character and in two for the same, and those are doubles to ask about.
  private var settled: [[UInt8]: Result<Annotator, RowFault>] = [:]
  private let decide: (_ new: Annotator, _ known: Annotator) -> Decision

  /// - Parameter decide: is asked once of each such name.
  package init(
    known: [Annotator] = [],
    deciding decide: @escaping (_ new: Annotator, _ known: Annotator) -> Decision = { _, _ in .undecided }
  ) {
    self.decide = decide
    for annotator in known {
      settled[Array(annotator.name.utf8)] = .success(annotator)
      if self.known[annotator.spelling] == nil { self.known[annotator.spelling] = annotator }
    }
  }

  /// - Returns: whose choice it is, or why that cannot be told.
  /// - Throws: where the name is none.
  mutating func annotator(named name: String) throws(RowFault) -> Result<Annotator, RowFault> {
    let key = Array(name.utf8)
    if let settled = settled[key] { return settled }
    let new = try wellFormed { () throws(Malformed) in try Annotator(name: name) }
    let annotator = settled[Array(new.name.utf8)] ?? settle(new)
    settled[key] = annotator
    return annotator
  }

  private mutating func settle(_ new: Annotator) -> Result<Annotator, RowFault> {
    guard let other = known[new.spelling] else {
      known[new.spelling] = new
      return .success(new)
    }
    if other.id == new.id { return .success(other) }
    switch decide(new, other) {
    case .samePerson: return .success(other)
    case .otherPerson: return .success(new)
    case .undecided:
      return .failure(
        RowFault(
          """
          the annotator "\(new.name)" is nearly "\(other.name)", who is known; --same-annotator takes such names for \
          one person, --other-annotator for two
          """))
    }
  }
}
