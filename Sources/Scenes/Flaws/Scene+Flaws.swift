extension Scene {
  /// The objects pushed over a border, so that nearly half of the outermost group is gone.
  func cutOff(using random: inout SplitMix64) -> Scene {
    let boxes = description.groups.indices.compactMap(box(ofGroup:))
    guard let all = boxes.dropFirst().reduce(boxes.first, { $0?.union($1) }) else { return self }
    let share = random.within(0.4...0.5)
    func widest(_ extent: (Box) -> Double, _ isOutermost: (Box) -> Bool) -> Double {
      boxes.filter(isOutermost).map(extent).max() ?? 0
    }
    let offset =
      switch random.below(3) {
      case 0: Point(-all.minX - share * widest(\.width) { $0.minX == all.minX }, 0)
      case 1: Point(1 - all.maxX + share * widest(\.width) { $0.maxX == all.maxX }, 0)
      default: Point(0, 1 - all.maxY + share * widest(\.height) { $0.maxY == all.maxY })
      }
    var moved = self
    for index in moved.objects.indices { moved.objects[index].centre = objects[index].centre + offset }
    return moved
  }
}

extension Canvas {
  /// Spoils the finished picture where the flaw is one of the surface.
  mutating func spoil(_ flaw: Flaw, using random: inout SplitMix64) {
    switch flaw {
    case .blur: blur(radius: max(1, Int((Double(width) * random.within(0.016...0.024)).rounded())))
    case .noise: addNoise(spread: Float(random.within(48...70)), using: &random)
    case .lowContrast:
      flatten(toward: Pigment(0xa8a6a4), remaining: Float(random.within(0.22...0.34)))
    case .missingObject, .wrongColour, .wrongCount, .wrongPlace, .brokenShapes, .cutOff: break
    }
  }
}
