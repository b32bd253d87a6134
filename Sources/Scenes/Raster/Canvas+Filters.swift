extension Canvas {
  /// Three box means in each direction come close to a Gaussian of about `radius` pixels.
  mutating func blur(radius: Int) {
    guard radius > 0 else { return }
    for _ in 0..<3 {
      for y in 0..<height { blurLine(start: y * width, step: 1, count: width, radius: radius) }
      for x in 0..<width { blurLine(start: x, step: width, count: height, radius: radius) }
    }
  }

  /// A running mean; beyond the border the outermost pixel repeats.
  private mutating func blurLine(start: Int, step: Int, count: Int, radius: Int) {
    let line = (0..<count).map { pixels[start + $0 * step] }
    let share = 1 / Float(2 * radius + 1)
    var sum = line[0] * Float(radius + 1)
    for index in 1...radius { sum += line[min(index, count - 1)] }
    for index in 0..<count {
      pixels[start + index * step] = sum * share
      sum += line[min(index + radius + 1, count - 1)] - line[max(index - radius, 0)]
    }
  }

  /// Grain of the given spread in each channel, close to normal: the sum of two even ones.
  mutating func addNoise(spread: Float, using random: inout SplitMix64) {
    for index in pixels.indices {
      let bits = random.next()
      func draw(_ shift: UInt64) -> Float {
        Float(bits >> shift & 255) + Float(bits >> (shift + 8) & 255) - 255
      }
      pixels[index] += SIMD4(draw(0), draw(16), draw(32), 0) * (spread / 104)
    }
  }

  /// Draws every colour toward one: `remaining` of the distance is left.
  mutating func flatten(toward colour: Pigment, remaining: Float) {
    for index in pixels.indices {
      pixels[index] = colour.lanes + (pixels[index] - colour.lanes) * remaining
    }
  }
}
