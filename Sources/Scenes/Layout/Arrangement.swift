/// How the objects of one group share a box.
struct Arrangement {
  enum Anchor {
    case middle, bottom
  }

  var anchor = Anchor.bottom
  /// Side by side only, for what stands on something.
  var isOneRow = false
  var largestScale = 0.3

  /// Objects as large as fits, in rows of equal objects, shifted and tilted a little by chance, inside the box
  /// and clear of each other.
  func place(_ group: ObjectGroup, index: Int, in box: Box, using random: inout SplitMix64) -> [PlacedObject]
  {
    let bounds = Artwork.of(group.shape).bounds
    let tilt = isOneRow || group.shape == .table ? 0 : 0.018
    // What a tilted object needs at most.
    let width = bounds.width * Turn.cosine(tilt) + bounds.height * Turn.sine(tilt)
    let height = bounds.height * Turn.cosine(tilt) + bounds.width * Turn.sine(tilt)

    let columns = isOneRow ? group.count : bestColumns(group.count, width: width, height: height, in: box)
    let rows = (group.count + columns - 1) / columns
    let fitting = min(
      largestScale, box.width / (Double(columns) * width), box.height / (Double(rows) * height))
    let share =
      switch group.size {
      case .small: random.within(0.52...0.58)
      case .medium: random.within(0.78...0.88)
      case .large: random.within(0.93...0.97)
      }
    let scale = fitting * share
    let (pitchX, pitchY) = (
      min(box.width / Double(columns), width * scale * 1.3),
      min(box.height / Double(rows), height * scale * 1.2)
    )
    let top =
      anchor == .bottom
      ? box.maxY - Double(rows) * pitchY : box.centre.y - Double(rows) * pitchY / 2
    let slack = (x: (pitchX - width * scale) / 2, y: (pitchY - height * scale) / 2)

    return (0..<group.count).map { item in
      let row = item / columns
      let inRow = min(columns, group.count - row * columns)
      let x = box.centre.x + (Double(item % columns) - Double(inRow - 1) / 2) * pitchX
      let y = isOneRow ? box.maxY - height * scale / 2 : top + (Double(row) + 0.5) * pitchY
      let middle = Point(
        x + slack.x * random.within(-0.8...0.8), isOneRow ? y : y + slack.y * random.within(-0.8...0.8))
      let isMirrored = random.chance(0.4)
      let shift = Point(isMirrored ? -bounds.centre.x : bounds.centre.x, bounds.centre.y) * scale
      let angle = random.within(-tilt...tilt)
      return PlacedObject(
        group: index, shape: group.shape, colour: group.colour, centre: middle - shift.turned(by: angle),
        scale: scale, tilt: angle, isMirrored: isMirrored)
    }
  }

  private func bestColumns(_ count: Int, width: Double, height: Double, in box: Box) -> Int {
    func scale(_ columns: Int) -> Double {
      let rows = (count + columns - 1) / columns
      return min(largestScale, box.width / (Double(columns) * width), box.height / (Double(rows) * height))
    }
    let best = (1...max(count, 1)).reduce(1) { scale($1) >= scale($0) ? $1 : $0 }
    // As many rows, but evenly filled: 2 + 2 rather than 3 + 1.
    let rows = (count + best - 1) / best
    return (count + rows - 1) / rows
  }
}
