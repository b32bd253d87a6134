/// Which inputs make each output of a line that is resampled, and with what weights: the filter's kernel, widened where
/// the line shrinks, so that every input counts. Pillow and torch's antialiased resampling both compute it, with the
/// same roundings of positions.
struct Taps {
  let outputs: Range<Int>
  private let filter: ResamplingFilter
  private let inputCount: Int
  private let scale: Double
  private let support: Double

  init(_ filter: ResamplingFilter, from inputCount: Int, to outputCount: Int, outputs: Range<Int>) {
    self.outputs = outputs
    self.filter = filter
    self.inputCount = inputCount
    // Pillow holds the length in 32 bits.
    scale = Double(Float(inputCount)) / Double(outputCount)
    support = filter.support * max(scale, 1)
  }

  /// The most inputs that an output has.
  var countLimit: Int { Int(support.rounded(.up)) * 2 + 1 }

  /// The most outputs that an input has a part in, where the line shrinks.
  var outputLimit: Int { Int((2 * support / scale).rounded(.up)) + 2 }

  func inputs(of output: Int) -> Range<Int> {
    let center = (Double(output) + 0.5) * scale
    let start = max(0, Int(center - support + 0.5))
    return start..<max(start, min(inputCount, Int(center + support + 0.5)))
  }

  /// One weight for each input of an output; they sum to 1.
  func weights(of output: Int) -> [Double] {
    let center = (Double(output) + 0.5) * scale
    let narrowing = 1 / max(scale, 1)
    var weights = inputs(of: output).map { filter.weight(at: (Double($0) - center + 0.5) * narrowing) }
    let sum = weights.reduce(0, +)
    if sum != 0 {
      for index in weights.indices { weights[index] /= sum }
    }
    return weights
  }
}
