/// Which inputs make each output of a line that is resampled, and with what weights: a cubic kernel with a = -0.5
/// (Keys 1981), widened where the line shrinks, so that every input counts. Pillow's and torch's antialiased
/// bicubic both compute it, with the same roundings of positions.
struct BicubicTaps {
  let outputs: Range<Int>
  private let inputCount: Int
  private let scale: Double
  private let support: Double

  init(from inputCount: Int, to outputCount: Int, outputs: Range<Int>) {
    self.outputs = outputs
    self.inputCount = inputCount
    // Pillow holds the length in 32 bits.
    scale = Double(Float(inputCount)) / Double(outputCount)
    support = 2 * max(scale, 1)
  }

  /// The most inputs that an output has.
  var countLimit: Int { Int(support.rounded(.up)) * 2 + 1 }

  func inputs(of output: Int) -> Range<Int> {
    let center = (Double(output) + 0.5) * scale
    let start = max(0, Int(center - support + 0.5))
    return start..<max(start, min(inputCount, Int(center + support + 0.5)))
  }

  /// One weight for each input of an output; they sum to 1.
  func weights(of output: Int) -> [Double] {
    let center = (Double(output) + 0.5) * scale
    let narrowing = 1 / max(scale, 1)
    var weights = inputs(of: output).map { Self.kernel((Double($0) - center + 0.5) * narrowing) }
    let sum = weights.reduce(0, +)
    if sum != 0 {
      for index in weights.indices { weights[index] /= sum }
    }
    return weights
  }

  private static func kernel(_ position: Double) -> Double {
    let x = abs(position)
    if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
    if x < 2 { return (((x - 5) * x + 8) * x - 4) * -0.5 }
    return 0
  }
}
