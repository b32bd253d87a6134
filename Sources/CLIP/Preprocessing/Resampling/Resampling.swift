/// Resamples an image along rows, then along columns. A pixel is four lanes, of which some may go unused.
enum Resampling {
  typealias Lanes = SIMD4<Double>

  /// Memory is needed for one row of the image and for as many output rows as one output pixel has inputs; rows that
  /// no output needs are never read.
  /// - Parameters:
  ///   - reading: writes some columns of a row of the image to where they are wanted. Rows come in order.
  ///   - writing: takes an output row by its place, all in order.
  @inline(__always)
  static func run<Arithmetic: ResamplingArithmetic>(
    _ arithmetic: Arithmetic.Type, columns: BicubicTaps, rows: BicubicTaps,
    reading: (_ row: Int, _ columns: Range<Int>, _ target: UnsafeMutablePointer<Lanes>) -> Void,
    writing: (_ place: Int, _ row: UnsafeBufferPointer<Lanes>) -> Void
  ) {
    let width = columns.outputs.count
    let horizontal = HorizontalPass(arithmetic, columns)
    // Row r of the image, resampled, is kept at r modulo this until no output needs it.
    let kept = rows.countLimit
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: (kept + 1) * width + horizontal.columns.count) {
      memory in
      guard let ring = memory.baseAddress else { return }
      let sums = ring + kept * width
      let line = sums + width
      var nextRow = 0
      for output in rows.outputs {
        let inputs = rows.inputs(of: output)
        for row in max(nextRow, inputs.lowerBound)..<max(nextRow, inputs.upperBound) {
          reading(row, horizontal.columns, line)
          horizontal.run(on: line, into: ring + row % kept * width)
        }
        nextRow = max(nextRow, inputs.upperBound)

        sums.update(repeating: .zero, count: width)
        for (row, weight) in zip(inputs, rows.weights(of: output)) {
          let weight = arithmetic.stored(weight)
          let source = ring + row % kept * width
          for column in 0..<width { sums[column] += weight * source[column] }
        }
        for column in 0..<width { sums[column] = arithmetic.rounded(sums[column]) }
        writing(output, UnsafeBufferPointer(start: sums, count: width))
      }
    }
  }
}

/// Weights for one row after another.
private struct HorizontalPass<Arithmetic: ResamplingArithmetic> {
  /// All that any output needs.
  let columns: Range<Int>
  private let weights: [Double]
  private let inputs: [Range<Int>]

  init(_ arithmetic: Arithmetic.Type, _ taps: BicubicTaps) {
    weights = taps.outputs.flatMap { taps.weights(of: $0).map(arithmetic.stored) }
    let inputs = taps.outputs.map(taps.inputs)
    let columns = (inputs.first?.lowerBound ?? 0)..<(inputs.last?.upperBound ?? 0)
    self.columns = columns
    self.inputs = inputs.map { $0.lowerBound - columns.lowerBound..<$0.upperBound - columns.lowerBound }
  }

  func run(on line: UnsafePointer<SIMD4<Double>>, into target: UnsafeMutablePointer<SIMD4<Double>>) {
    weights.withUnsafeBufferPointer { weights in
      guard var weight = weights.baseAddress else { return }
      for (output, inputs) in inputs.enumerated() {
        var sum = SIMD4<Double>.zero
        for input in inputs {
          sum += weight.pointee * line[input]
          weight += 1
        }
        target[output] = Arithmetic.rounded(sum)
      }
    }
  }
}
