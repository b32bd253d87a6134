/// A place; x to the right, y down.
package struct Point: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (left: Point, right: Point) -> Point { Point(left.x + right.x, left.y + right.y) }
  static func - (left: Point, right: Point) -> Point { Point(left.x - right.x, left.y - right.y) }
  static func * (left: Point, scale: Double) -> Point { Point(left.x * scale, left.y * scale) }

  var length: Double { (x * x + y * y).squareRoot() }

  func turned(by turns: Double) -> Point {
    let (sine, cosine) = (Turn.sine(turns), Turn.cosine(turns))
    return Point(x * cosine - y * sine, x * sine + y * cosine)
  }
}

/// Sine and cosine of angles in turns (1 = 360°). A polynomial instead of the C library's functions, whose
/// last bits differ from machine to machine: sums and products are the same everywhere under IEEE 754,
/// since Swift neither reorders them nor contracts them to fused operations.
enum Turn {
  /// The Taylor polynomial of degree 13 on a quarter wave; the error is below 1e-9.
  static func sine(_ turns: Double) -> Double {
    var phase = turns - turns.rounded(.down)
    var sign = 1.0
    if phase >= 0.5 {
      phase -= 0.5
      sign = -1
    }
    if phase > 0.25 { phase = 0.5 - phase }
    let angle = phase * 6.283185307179586
    let square = angle * angle
    var sum = 1.6059043836821613e-10
    for coefficient in [
      -2.505210838544172e-8, 2.7557319223985893e-6, -1.984126984126984e-4, 8.333333333333333e-3,
      -0.16666666666666666, 1.0,
    ] {
      sum = sum * square + coefficient
    }
    return sign * angle * sum
  }

  static func cosine(_ turns: Double) -> Double { sine(turns + 0.25) }
}
