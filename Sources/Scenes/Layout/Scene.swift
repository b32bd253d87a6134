/// A description laid out: every object has its place. The picture is square, of side 1.
package struct Scene: Hashable, Sendable {
  /// From back to front.
  package var objects: [PlacedObject]
  package let description: SceneDescription
  package let style: Style
  /// What chance decides in the background.
  let backdropSeed: UInt64

  /// Lays out what a valid description says, in a style, with chance deciding the details.
  package init(_ description: SceneDescription, style: Style, using random: inout SplitMix64) {
    let layout = Layout(description)
    objects = layout.place(using: &random)
    self.description = description
    self.style = style
    backdropSeed = random.next()
  }

  /// Round all objects of a group; `nil` when there is none.
  package func box(ofGroup group: Int) -> Box? {
    let boxes = objects.filter { $0.group == group }.map(\.box)
    return boxes.dropFirst().reduce(boxes.first) { $0?.union($1) }
  }
}

/// Shares the picture out among the groups.
private struct Layout {
  private static let frame = Box(minX: 0.05, minY: 0.07, maxX: 0.95, maxY: 0.93)
  private static let gap = 0.05

  private let description: SceneDescription

  init(_ description: SceneDescription) {
    self.description = description
  }

  func place(using random: inout SplitMix64) -> [PlacedObject] {
    var frame = Layout.frame
    var third: [PlacedObject] = []
    if description.groups.count > 2, description.relations.count > 1 {
      let relation = description.relations[1]
      let (band, rest) = Layout.parts(
        of: frame, relation, share: relation.isSideways ? 0.3 : 0.34)
      third = arrangement(for: relation, isFirst: true)
        .place(description.groups[2], index: 2, in: band, using: &random)
      frame = rest
    }
    guard description.groups.count > 1, let relation = description.relations.first else {
      guard let only = description.groups.first else { return [] }
      return third + Arrangement(largestScale: 0.36).place(only, index: 0, in: frame, using: &random)
    }
    return third + pair(relation, in: frame, using: &random)
  }

  private func pair(_ relation: Relation, in frame: Box, using random: inout SplitMix64) -> [PlacedObject] {
    let (first, second) = (description.groups[0], description.groups[1])
    switch relation {
    case .inside:
      let holder = Arrangement(anchor: .middle, largestScale: 0.44).place(
        ObjectGroup(shape: second.shape, colour: second.colour, count: 1, size: .large), index: 1,
        in: frame, using: &random)
      guard let room = holder.first.map(Layout.room(inside:)) else { return [] }
      var filling = first
      filling.size = .large
      return holder + Arrangement(anchor: .middle).place(filling, index: 0, in: room, using: &random)
    case .on:
      let (_, lower) = frame.splitUpright(share: second.shape == .table ? 0.5 : 0.55, gap: 0)
      let holder = Arrangement(isOneRow: true, largestScale: 0.44).place(
        ObjectGroup(shape: second.shape, colour: second.colour, count: 1, size: .large), index: 1,
        in: lower, using: &random)
      guard let top = holder.first?.box else { return [] }
      // Sunk in by a hair, so that no light shows between.
      let room = Box(minX: top.minX, minY: frame.minY, maxX: top.maxX, maxY: top.minY + 0.012)
      return holder
        + Arrangement(isOneRow: true, largestScale: 0.17).place(first, index: 0, in: room, using: &random)
    case .leftOf, .rightOf, .above, .below:
      let (own, other) = (Double(first.count).squareRoot(), Double(second.count).squareRoot())
      let share = max(0.38, min(0.62, own / (own + other)))
      let (firstBox, secondBox) = Layout.parts(of: frame, relation, share: share)
      return arrangement(for: relation, isFirst: false).place(second, index: 1, in: secondBox, using: &random)
        + arrangement(for: relation, isFirst: true).place(first, index: 0, in: firstBox, using: &random)
    }
  }

  /// Groups side by side stand on one line; of two above each other the upper one floats.
  private func arrangement(for relation: Relation, isFirst: Bool) -> Arrangement {
    let isUpper = relation == .above && isFirst || relation == .below && !isFirst
    return Arrangement(anchor: isUpper ? .middle : .bottom)
  }

  /// The part of the group that is so related, and the other one.
  private static func parts(of frame: Box, _ relation: Relation, share: Double) -> (Box, Box) {
    switch relation {
    case .leftOf, .inside, .on: return frame.splitSideways(share: share, gap: gap)
    case .rightOf:
      let (left, right) = frame.splitSideways(share: 1 - share, gap: gap)
      return (right, left)
    case .above: return frame.splitUpright(share: share, gap: gap)
    case .below:
      let (upper, lower) = frame.splitUpright(share: 1 - share, gap: gap)
      return (lower, upper)
    }
  }

  /// A box that lies wholly within the holder's outline.
  private static func room(inside holder: PlacedObject) -> Box {
    let own =
      switch holder.shape {
      case .square: Box(minX: -0.66, minY: -0.66, maxX: 0.66, maxY: 0.66)
      case .heart: Box(minX: -0.62, minY: -0.6, maxX: 0.62, maxY: 0.22)
      default: Box(minX: -0.6, minY: -0.6, maxX: 0.6, maxY: 0.6)
      }
    return Box(
      minX: holder.centre.x + own.minX * holder.scale, minY: holder.centre.y + own.minY * holder.scale,
      maxX: holder.centre.x + own.maxX * holder.scale, maxY: holder.centre.y + own.maxY * holder.scale)
  }
}
