/// One object in its place. Lengths are shares of the picture's side.
package struct PlacedObject: Hashable, Sendable {
  /// Which group of the description it belongs to.
  package let group: Int
  package let shape: Shape
  package let colour: Colour
  package var centre: Point
  /// The length of one unit of the shape's own coordinates.
  package let scale: Double
  let tilt: Double
  let isMirrored: Bool

  /// Round all its parts, without outline or halo; somewhat too large when tilted.
  package var box: Box {
    let bounds = Artwork.of(shape).bounds
    let corners = [
      Point(bounds.minX, bounds.minY), Point(bounds.maxX, bounds.minY),
      Point(bounds.maxX, bounds.maxY), Point(bounds.minX, bounds.maxY),
    ]
    return Box(around: corners.map(place))
  }

  /// From the shape's own coordinates to the picture's.
  func place(_ point: Point) -> Point {
    centre + Point(isMirrored ? -point.x : point.x, point.y).turned(by: tilt) * scale
  }
}
