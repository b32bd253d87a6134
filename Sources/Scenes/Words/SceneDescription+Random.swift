extension SceneDescription {
  /// A valid description.
  package static func random(using random: inout SplitMix64) -> SceneDescription {
    let background = random.pick(Background.allCases) ?? .plain
    let colours = random.shuffled(background.suitable)
    let groupCount = random.pick(weighted: [(1, 0.16), (2, 0.56), (3, 0.28)]) ?? 2

    var relations: [Relation] = []
    if groupCount > 1 {
      let weights: [(item: Relation, weight: Double)] = [
        (.leftOf, 0.2), (.rightOf, 0.2), (.above, 0.16), (.below, 0.16), (.inside, 0.13), (.on, 0.15),
      ]
      relations.append(random.pick(weighted: weights) ?? .leftOf)
    }
    if groupCount > 2 {
      let across: [Relation] = relations[0].isSideways ? [.above, .below] : [.leftOf, .rightOf]
      relations.append(random.pick(across) ?? across[0])
    }

    var shapes = random.shuffled(Shape.allCases)
    func take(_ fits: (Shape) -> Bool) -> Shape {
      shapes.remove(at: shapes.firstIndex(where: fits) ?? 0)
    }
    // The holder first: few shapes can be one.
    var picked: [Shape] = []
    switch relations.first {
    case .inside:
      let holder = take(\.canContain)
      picked = [take(\.canBeContained), holder]
    case .on:
      let holder = take(\.canCarry)
      picked = [take(\.canStand), holder]
    default: picked = []
    }
    while picked.count < groupCount { picked.append(take { $0 != .table }) }

    var groups = picked.enumerated().map { index, shape in
      ObjectGroup(
        shape: shape, colour: colours[index],
        count: random.pick(weighted: [(1, 0.4), (2, 0.25), (3, 0.19), (4, 0.09), (5, 0.07)]) ?? 1,
        size: random.pick(weighted: [(.small, 0.1), (.medium, 0.78), (.large, 0.12)]) ?? .medium)
    }
    if relations.first == .inside || relations.first == .on {
      groups[1].count = 1
      groups[1].size = .medium
      groups[0].count = min(groups[0].count, groups[1].shape == .square && relations[0] == .on ? 2 : 3)
      groups[0].size = .medium
    }
    // Three crowds in one small picture cannot be counted at a glance.
    if groupCount == 3 {
      for index in groups.indices { groups[index].count = min(groups[index].count, index == 0 ? 3 : 2) }
    }
    return SceneDescription(groups: groups, relations: relations, background: background)
  }
}
