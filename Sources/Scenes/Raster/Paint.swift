/// What a shape is filled with: a colour that runs evenly into another along a line, in pixels.
struct Paint {
  let start: SIMD4<Float>
  let change: SIMD4<Float>
  let origin: Point
  /// The progress of the run from colour to colour for one pixel to the right and one down.
  let slope: Point
  let opacity: Float

  init(_ colour: Pigment, opacity: Double = 1) {
    start = colour.lanes
    change = .zero
    origin = Point(0, 0)
    slope = Point(0, 0)
    self.opacity = Float(opacity)
  }

  init(from first: Pigment, at origin: Point, to last: Pigment, at end: Point, opacity: Double = 1) {
    let way = end - origin
    let square = way.x * way.x + way.y * way.y
    start = first.lanes
    change = last.lanes - first.lanes
    self.origin = origin
    slope = square > 0 ? way * (1 / square) : Point(0, 0)
    self.opacity = Float(opacity)
  }

  /// 0...1 along the line at the middle of the pixel.
  func progress(x: Int, y: Int) -> Float {
    Float((Double(x) + 0.5 - origin.x) * slope.x + (Double(y) + 0.5 - origin.y) * slope.y)
  }
}
