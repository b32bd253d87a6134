/// An upright rectangle.
package struct Box: Hashable, Sendable {
  package var minX: Double
  package var minY: Double
  package var maxX: Double
  package var maxY: Double

  package init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The least box round the points; empty at the origin without any.
  init(around points: some Sequence<Point>) {
    var box: Box?
    for point in points {
      guard let known = box else {
        box = Box(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y)
        continue
      }
      box = Box(
        minX: min(known.minX, point.x), minY: min(known.minY, point.y),
        maxX: max(known.maxX, point.x), maxY: max(known.maxY, point.y))
    }
    self = box ?? Box(minX: 0, minY: 0, maxX: 0, maxY: 0)
  }

  package static let canvas = Box(minX: 0, minY: 0, maxX: 1, maxY: 1)

  package var width: Double { maxX - minX }
  package var height: Double { maxY - minY }
  package var centre: Point { Point((minX + maxX) / 2, (minY + maxY) / 2) }

  package func union(_ other: Box) -> Box {
    Box(
      minX: min(minX, other.minX), minY: min(minY, other.minY),
      maxX: max(maxX, other.maxX), maxY: max(maxY, other.maxY))
  }

  package func contains(_ other: Box) -> Bool {
    minX <= other.minX && minY <= other.minY && maxX >= other.maxX && maxY >= other.maxY
  }

  package func inset(by margin: Double) -> Box {
    Box(minX: minX + margin, minY: minY + margin, maxX: maxX - margin, maxY: maxY - margin)
  }

  /// Left and right part with a gap between them; `share` of the width goes to the left.
  func splitSideways(share: Double, gap: Double) -> (Box, Box) {
    let middle = minX + width * share
    return (
      Box(minX: minX, minY: minY, maxX: middle - gap / 2, maxY: maxY),
      Box(minX: middle + gap / 2, minY: minY, maxX: maxX, maxY: maxY)
    )
  }

  /// Upper and lower part with a gap between them; `share` of the height goes to the upper.
  func splitUpright(share: Double, gap: Double) -> (Box, Box) {
    let middle = minY + height * share
    return (
      Box(minX: minX, minY: minY, maxX: maxX, maxY: middle - gap / 2),
      Box(minX: minX, minY: middle + gap / 2, maxX: maxX, maxY: maxY)
    )
  }
}
