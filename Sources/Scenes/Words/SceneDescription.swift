/// What a prompt says, as data: one to three groups, how they lie to each other, and what is behind them.
package struct SceneDescription: Hashable, Sendable {
  /// The subject, what it is related to, and a third group that is related to both.
  package var groups: [ObjectGroup]
  /// One fewer than the groups. The first says where `groups[0]` is, seen from `groups[1]`; the second says
  /// where `groups[2]` is, seen from the other two.
  package var relations: [Relation]
  package var background: Background

  package init(groups: [ObjectGroup], relations: [Relation], background: Background) {
    self.groups = groups
    self.relations = relations
    self.background = background
  }

  /// Whether it can be drawn and said: the numbers fit, groups differ in shape and colour, what contains or
  /// carries can do so and is alone, the third group lies across the axis of the other two.
  package var isValid: Bool {
    guard (1...3).contains(groups.count), relations.count == groups.count - 1,
      groups.allSatisfy({ ObjectGroup.counts.contains($0.count) }),
      groups.allSatisfy({ background.suitable.contains($0.colour) }),
      Set(groups.map(\.shape)).count == groups.count, Set(groups.map(\.colour)).count == groups.count
    else { return false }
    if let first = relations.first, let holder = holder {
      guard holder.count == 1, first == .inside ? holder.shape.canContain : holder.shape.canCarry else {
        return false
      }
    }
    guard relations.count == 2 else { return true }
    switch relations[0] {
    case .leftOf, .rightOf: return relations[1] == .above || relations[1] == .below
    case .above, .below, .inside, .on: return relations[1].isSideways
    }
  }

  /// The group that contains or carries the first one.
  package var holder: ObjectGroup? {
    guard let first = relations.first, first == .inside || first == .on, groups.count > 1 else { return nil }
    return groups[1]
  }

  /// In lower case and without a full stop, as prompts are written: "three red apples to the left of a blue
  /// house, with a yellow sun above them, at night".
  package var prompt: String {
    var text = groups.first?.words ?? "nothing"
    if groups.count > 1, let first = relations.first {
      text += " \(first.words) \(groups[1].words)"
    }
    if groups.count > 2, relations.count > 1 {
      text += ", with \(groups[2].words) \(relations[1].words) them"
    }
    return text + (groups.count == 1 ? " " : ", ") + background.words
  }

  /// The same without one group; what was related to it is related to the group that is left.
  package func without(group index: Int) -> SceneDescription {
    var rest = self
    switch (groups.count, index) {
    case (2, 0), (2, 1):
      rest.groups.remove(at: index)
      rest.relations = []
    case (3, 0), (3, 1):
      rest.groups = [groups[2], groups[1 - index]]
      rest.relations = [relations[1]]
    case (3, 2):
      rest.groups.removeLast()
      rest.relations.removeLast()
    default: break
    }
    return rest
  }
}
