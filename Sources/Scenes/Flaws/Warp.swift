/// Bends a shape out of shape, in its own coordinates.
struct Warp: Hashable, Sendable {
  private let isSliced: Bool
  private let phases: [Double]

  init(using random: inout SplitMix64) {
    isSliced = random.chance(0.45)
    phases = (0..<8).map { _ in random.unit() }
  }

  func bend(_ point: Point) -> Point {
    isSliced ? slice(point) : melt(point)
  }

  /// Bands that have slipped sideways.
  private func slice(_ point: Point) -> Point {
    let band = Int(((point.y + 1.1) * 2.6 + phases[0]).rounded(.down))
    let slip = phases[1 + (band % 7 + 7) % 7]
    return Point(point.x + (slip < 0.5 ? -0.2 - 0.3 * slip : 0.2 + 0.3 * (slip - 0.5)), point.y)
  }

  /// Waves across, and drops running down the lower half.
  private func melt(_ point: Point) -> Point {
    let x =
      point.x + 0.17 * Turn.sine(point.y * 0.9 + phases[0]) + 0.08 * Turn.sine(point.y * 2.1 + phases[1])
    let drip = 0.5 + 0.5 * Turn.sine(point.x * 1.7 + phases[2])
    let y = point.y + 0.12 * Turn.sine(point.x * 1.2 + phases[3]) + max(0, point.y + 0.3) * 0.42 * drip * drip
    return Point(x, y)
  }
}
