/// How weighted sums are rounded, after the horizontal pass and again after the vertical one.
protocol ResamplingArithmetic {
  static func stored(_ weight: Double) -> Double
  static func rounded(_ sum: SIMD4<Double>) -> SIMD4<Double>
}

/// Pillow's on bytes: weights are whole numbers of 1 / 2²², sums are rounded half up and clipped to 0...255.
/// Such sums are exact in 64-bit floats, whose vector products every processor has.
enum FixedPoint: ResamplingArithmetic {
  static func stored(_ weight: Double) -> Double {
    (weight * unit + (weight < 0 ? -0.5 : 0.5)).rounded(.towardZero)
  }

  static func rounded(_ sum: SIMD4<Double>) -> SIMD4<Double> {
    // Adding 1.5 * 2⁵² leaves no bits for a fraction: rounds to the nearest. A quarter of the last bit of the sum
    // more turns ties, which would go to the even side, upwards.
    let magic = 0x1.8p52
    let nearest = (sum + 0.25) / unit + magic - magic
    return nearest.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: 255))
  }

  private static let unit = 0x1p22
}

/// Pillow's on gray of 16 bits: sums are rounded half away from zero and clipped to 0...65535.
enum SixteenBits: ResamplingArithmetic {
  static func stored(_ weight: Double) -> Double { weight }

  static func rounded(_ sum: SIMD4<Double>) -> SIMD4<Double> {
    SIMD4(min(max(0, sum.x.rounded(.toNearestOrAwayFromZero)), 65_535), 0, 0, 0)
  }
}

enum Unrounded: ResamplingArithmetic {
  static func stored(_ weight: Double) -> Double { weight }
  static func rounded(_ sum: SIMD4<Double>) -> SIMD4<Double> { sum }
}
