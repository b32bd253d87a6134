import CKernels
import Glibc
import Testing

/// Every version of the kernels for backward passes and for training, against formulas in double precision.
@Suite struct BackwardKernelTests {
  private let rows = 3

  @Test(arguments: KernelVersions.available, KernelTests.widths)
  func layerNormsAddGradients(_ version: NamedVersion, width: Int) {
    let x = randomFloats(rows * width, seed: 1, scale: 3, offset: 4)
    let weight = randomFloats(width, seed: 2)
    let gradient = randomFloats(rows * width, seed: 3)
    var (sum, weightSum, biasSum) = (
      [Float](repeating: 1, count: rows * width), [Float](repeating: 2, count: width),
      [Float](repeating: 3, count: width)
    )
    version.kernels.layer_norm_backward(
      x, width, weight, 1e-5, gradient, width, &sum, width, &weightSum, &biasSum, rows, width)
    var (expectedWeight, expectedBias) = (
      [Double](repeating: 2, count: width), [Double](repeating: 3, count: width)
    )
    for row in 0..<rows {
      let range = row * width..<(row + 1) * width
      let values = x[range].map(Double.init)
      let slopes = gradient[range].map(Double.init)
      let mean = values.reduce(0, +) / Double(width)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      let deviation = (variance + 1e-5).squareRoot()
      let normal = values.map { ($0 - mean) / deviation }
      let weighted = zip(slopes, weight).map { $0 * Double($1) }
      let meanSlope = weighted.reduce(0, +) / Double(width)
      let meanProduct = zip(weighted, normal).reduce(0) { $0 + $1.0 * $1.1 } / Double(width)
      for column in 0..<width {
        expectedWeight[column] += slopes[column] * normal[column]
        expectedBias[column] += slopes[column]
        let expected = 1 + (weighted[column] - meanSlope - normal[column] * meanProduct) / deviation
        // Of one element the variance is 0, so that rounding is divided by the root of 1e-5.
        #expect(abs(Double(sum[row * width + column]) - expected) < (width == 1 ? 1e-3 : 1e-4))
      }
    }
    #expect(largestDifference(weightSum, expectedWeight) < 1e-4)
    #expect(largestDifference(biasSum, expectedBias) < 1e-5)

    // What nobody asks for is not needed for the rest.
    var alone = [Float](repeating: 1, count: rows * width)
    version.kernels.layer_norm_backward(
      x, width, weight, 1e-5, gradient, width, &alone, width, nil, nil, rows, width)
    #expect(alone == sum)
  }

  @Test(arguments: KernelVersions.available, KernelTests.widths)
  func slopesOfActivationsAreTheirDerivatives(_ version: NamedVersion, width: Int) {
    expectSlope(version.kernels.gelu_backward, width: width) { v in
      (1 + erf(v / 2.0.squareRoot())) / 2 + v * exp(-v * v / 2) / (2 * Double.pi).squareRoot()
    }
    expectSlope(version.kernels.quick_gelu_backward, width: width) { v in
      let gate = 1 / (1 + exp(-1.702 * v))
      return gate + 1.702 * v * gate * (1 - gate)
    }
  }

  @Test(arguments: KernelVersions.available)
  func slopesOfVeryLargeInputsAreFinite(_ version: NamedVersion) {
    for kernel in [version.kernels.gelu_backward, version.kernels.quick_gelu_backward] {
      var gradient: [Float] = [1, 1, 1, 1]
      kernel([-1e30, -100, 100, 1e30], 4, &gradient, 4, 1, 4)
      #expect(gradient.prefix(2).allSatisfy { abs($0) < 1e-6 })
      #expect(Array(gradient.suffix(2)) == [1, 1])
    }
  }

  @Test(arguments: KernelVersions.available, KernelTests.widths)
  func softmaxPassesTheGradientOn(_ version: NamedVersion, width: Int) {
    let stride = width + 5
    var y = randomFloats(rows * stride, seed: 4, scale: 3)
    version.kernels.softmax(&y, stride, 1, rows, width)
    let original = randomFloats(rows * stride, seed: 5)
    var gradient = original
    version.kernels.softmax_backward(y, stride, 0.5, &gradient, stride, rows, width)
    for row in 0..<rows {
      let mean = (0..<width).reduce(0.0) {
        $0 + Double(y[row * stride + $1]) * Double(original[row * stride + $1])
      }
      for column in 0..<stride {
        let at = row * stride + column
        let expected =
          column < width ? (Double(original[at]) - mean) * Double(y[at]) * 0.5 : Double(original[at])
        #expect(abs(Double(gradient[at]) - expected) < 1e-6)
      }
    }
  }

  @Test(arguments: KernelVersions.available, KernelTests.widths)
  func columnsRowsAndSquaresAreSummed(_ version: NamedVersion, width: Int) {
    let x = randomFloats(rows * width, seed: 6)
    var sums = [Float](repeating: 1, count: width)
    version.kernels.add_column_sums(x, width, &sums, rows, width)
    let expected = (0..<width).map { column in
      (0..<rows).reduce(1.0) { $0 + Double(x[$1 * width + column]) }
    }
    #expect(largestDifference(sums, expected) < 1e-6)

    var y = randomFloats(rows * width, seed: 7)
    let before = y
    version.kernels.add(x, width, &y, width, rows, width)
    #expect(y == zip(x, before).map { $0 + $1 })

    let squares = x.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(version.kernels.sum_of_squares(x, x.count) - squares) <= 1e-6 * squares)
  }

  /// More than the floats whose squares are summed without a double.
  @Test(arguments: KernelVersions.available)
  func squaresOfManyFloatsAreSummed(_ version: NamedVersion) {
    let x = randomFloats(5001, seed: 8)
    let squares = x.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(version.kernels.sum_of_squares(x, x.count) - squares) <= 1e-6 * squares)
  }

  private func expectSlope(
    _ kernel:
      @convention(c) (
        UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>, Int, Int, Int
      ) -> Void, width: Int, _ slope: (Double) -> Double
  ) {
    let stride = width + 3
    let x = randomFloats(rows * stride, seed: 9, scale: 5)
    let original = randomFloats(rows * stride, seed: 10)
    var gradient = original
    kernel(x, stride, &gradient, stride, rows, width)
    for at in original.indices {
      let expected = at % stride < width ? Double(original[at]) * slope(Double(x[at])) : Double(original[at])
      #expect(abs(Double(gradient[at]) - expected) < 2e-6)
    }
  }

  private func largestDifference(_ found: [Float], _ expected: [Double]) -> Double {
    zip(found, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
  }
}
