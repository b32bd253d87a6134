import ArgumentParser
import Preferences

extension Annotator {
  /// The person under the spelling that the store knows: asks where the name is nearly another's, since what two people
  /// chose cannot be made one person's later.
  /// - Parameter isOther: whether that has been answered: it is somebody else.
  /// - Parameter option: what the name was given with.
  /// - Throws: where nobody can be asked.
  func asKnown(to store: some ChoiceStore, isOther: Bool, option: String) throws -> Annotator {
    let known = try store.annotators()
    guard !isOther, !known.contains(where: { $0.id == id }), let near = known.first(where: isNearly) else {
      return self
    }
    switch SpellingQuestion.canBeAsked ? SpellingQuestion.ask(self, near) : .undecided {
    case .samePerson: return near
    case .otherPerson: return self
    case .undecided:
      throw ValidationError(
        """
        "\(name)" is nearly "\(near.name)", who is known; type \(option) "\(near.name)", or --other-annotator if it is \
        somebody else.
        """)
    }
  }
}
