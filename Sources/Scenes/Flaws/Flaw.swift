/// What is wrong with a candidate.
package enum Flaw: String, CaseIterable, Hashable, Sendable {
  // It shows something other than the prompt says.
  case missingObject = "missing object"
  case wrongColour = "wrong colour"
  case wrongCount = "wrong count"
  case wrongPlace = "wrong place"
  // It shows it badly.
  case brokenShapes = "broken shapes"
  case cutOff = "cut off"
  case noise
  case blur
  case lowContrast = "low contrast"

  /// The share of fidelity it takes. Set by hand: what is missing is worse than what is false, what is false
  /// is worse than what is ugly.
  package var severity: Double {
    switch self {
    case .missingObject: 0.6
    case .wrongColour: 0.5
    case .wrongPlace: 0.48
    case .wrongCount: 0.44
    case .brokenShapes: 0.4
    case .cutOff: 0.35
    case .noise: 0.28
    case .blur: 0.25
    case .lowContrast: 0.2
    }
  }

  /// Whether it changes what is shown, not how.
  package var changesContent: Bool {
    [.missingObject, .wrongColour, .wrongCount, .wrongPlace].contains(self)
  }

  /// Flaws of how it is shown are always possible; one group alone cannot be missing or in the wrong place.
  package func isPossible(in description: SceneDescription) -> Bool {
    switch self {
    case .missingObject, .wrongPlace: description.groups.count > 1
    default: true
    }
  }
}

extension SceneDescription {
  /// What a candidate with the flaw shows instead: another description, equal only where the flaw changes no
  /// content or is not possible.
  package func showing(_ flaw: Flaw, using random: inout SplitMix64) -> SceneDescription {
    guard flaw.isPossible(in: self) else { return self }
    var shown = self
    switch flaw {
    case .missingObject:
      shown = without(group: random.below(groups.count))
    case .wrongColour:
      let index = random.below(groups.count)
      let others = groups[index].colour.clearlyOthers.filter { colour in
        background.suitable.contains(colour) && !groups.contains { $0.colour == colour }
      }
      if let colour = random.pick(others) { shown.groups[index].colour = colour }
    case .wrongCount:
      let countable = groups.indices.filter { holder == nil || $0 != 1 }
      guard let index = random.pick(countable) else { return self }
      let count = groups[index].count
      // One more or less is clear among few only.
      let others = ObjectGroup.counts.filter { abs($0 - count) >= ($0 + count > 5 ? 2 : 1) }
      if let other = random.pick(others) { shown.groups[index].count = other }
    case .wrongPlace:
      // With a third group the new place has to leave room for it.
      let index = random.below(relations.count)
      let isFree = { (relation: Relation) in
        index > 0 || relations.count < 2 || relation.isSideways != relations[1].isSideways
      }
      if let other = random.pick(relations[index].contraries.filter(isFree)) {
        shown.relations[index] = other
      }
    case .brokenShapes, .cutOff, .noise, .blur, .lowContrast: break
    }
    return shown
  }
}
