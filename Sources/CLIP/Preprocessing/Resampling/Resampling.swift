/// Resamples an image along rows, then along columns, or the other way round. A pixel is four lanes, of which some may go
/// unused.
enum Resampling {
  typealias Lanes = SIMD4<Double>

  /// Memory is needed for one row of the image and for as many output rows as one output pixel has inputs; rows that
  /// no output needs are never read.
  /// - Parameters:
  ///   - rowsFirst: where there are fewer rows after than before.
  ///   - reading: writes some columns of a row of the image to where they are wanted. Rows come in order.
  ///   - writing: takes an output row by its place, all in order.
  @inline(__always)
  static func run<Arithmetic: ResamplingArithmetic>(
    _ arithmetic: Arithmetic.Type, rowsFirst: Bool = false, columns: Taps, rows: Taps,
    reading: (_ row: Int, _ columns: Range<Int>, _ target: UnsafeMutablePointer<Lanes>) -> Void,
    writing: (_ place: Int, _ row: UnsafeBufferPointer<Lanes>) -> Void
  ) {
    if rowsFirst {
      return runRowsFirst(arithmetic, columns: columns, rows: rows, reading: reading, writing: writing)
    }
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

  /// Every row of the image is added to the few output rows that it has a part in. Memory is needed for these.
  @inline(__always)
  private static func runRowsFirst<Arithmetic: ResamplingArithmetic>(
    _ arithmetic: Arithmetic.Type, columns: Taps, rows: Taps,
    reading: (_ row: Int, _ columns: Range<Int>, _ target: UnsafeMutablePointer<Lanes>) -> Void,
    writing: (_ place: Int, _ row: UnsafeBufferPointer<Lanes>) -> Void
  ) {
    let horizontal = HorizontalPass(arithmetic, columns)
    let (width, inputWidth) = (columns.outputs.count, horizontal.columns.count)
    let kept = rows.outputLimit
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: (kept + 1) * inputWidth + width) { memory in
      guard let sums = memory.baseAddress, let first = rows.outputs.first else { return }
      let line = sums + kept * inputWidth
      let target = line + inputWidth
      var waiting = rows.outputs[...]
      var open: [(output: Int, inputs: Range<Int>, weights: [Double])] = []
      var row = rows.inputs(of: first).lowerBound
      while !(waiting.isEmpty && open.isEmpty) {
        reading(row, horizontal.columns, line)
        while let output = waiting.first, rows.inputs(of: output).lowerBound <= row {
          open.append((output, rows.inputs(of: output), rows.weights(of: output).map(arithmetic.stored)))
          (sums + output % kept * inputWidth).update(repeating: .zero, count: inputWidth)
          waiting.removeFirst()
        }
        for (output, inputs, weights) in open where row < inputs.upperBound {
          let weight = weights[row - inputs.lowerBound]
          let sum = sums + output % kept * inputWidth
          for column in 0..<inputWidth { sum[column] += weight * line[column] }
        }
        row += 1
        while let done = open.first, done.inputs.upperBound <= row {
          let sum = sums + done.output % kept * inputWidth
          for column in 0..<inputWidth { sum[column] = arithmetic.rounded(sum[column]) }
          horizontal.run(on: sum, into: target)
          writing(done.output, UnsafeBufferPointer(start: target, count: width))
          open.removeFirst()
        }
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

  init(_ arithmetic: Arithmetic.Type, _ taps: Taps) {
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
