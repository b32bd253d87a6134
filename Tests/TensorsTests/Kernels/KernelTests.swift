import CKernels
import Glibc
import TestSupport
import Testing

/// Every version that this processor runs, against the formulas in double precision.
@Suite struct KernelTests {
  /// One less and one more than whole vectors, and less than one vector.
  static let widths = [1, 3, 15, 16, 17, 31, 64, 77, 257]

  @Test(arguments: KernelVersions.available, widths)
  func layerNormIsThatOfThePaper(_ version: NamedVersion, width: Int) {
    let rows = 3
    let x = randomFloats(rows * width, seed: 1, scale: 3, offset: 40)
    let weight = randomFloats(width, seed: 2)
    let bias = randomFloats(width, seed: 3)
    var y = [Float](repeating: .nan, count: rows * width)
    version.kernels.layer_norm(x, width, weight, bias, 1e-5, &y, width, rows, width)
    for row in 0..<rows {
      let values = x[row * width..<(row + 1) * width].map(Double.init)
      let mean = values.reduce(0, +) / Double(width)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      for column in 0..<width {
        let expected =
          (values[column] - mean) / (variance + Double(Float(1e-5))).squareRoot() * Double(weight[column])
          + Double(bias[column])
        #expect(abs(Double(y[row * width + column]) - expected) < 5e-5)
      }
    }
  }

  @Test(arguments: KernelVersions.available, widths)
  func geluIsThatOfThePaper(_ version: NamedVersion, width: Int) {
    expectElementwise(version.kernels.add_bias_gelu, width: width) {
      $0 / 2 * (1 + erf($0 / 2.0.squareRoot()))
    }
  }

  @Test(arguments: KernelVersions.available, widths)
  func quickGELUIsThatOfOpenAI(_ version: NamedVersion, width: Int) {
    expectElementwise(version.kernels.add_bias_quick_gelu, width: width) { $0 / (1 + exp(-1.702 * $0)) }
  }

  @Test(arguments: KernelVersions.available, widths)
  func biasIsAdded(_ version: NamedVersion, width: Int) {
    expectElementwise(version.kernels.add_bias, width: width) { $0 }
  }

  @Test(arguments: KernelVersions.available)
  func activationsOfVeryLargeInputsAreFinite(_ version: NamedVersion) {
    for kernel in [version.kernels.add_bias_gelu, version.kernels.add_bias_quick_gelu] {
      var x: [Float] = [-1e30, -1000, -90, 90, 1000, 1e30]
      kernel(&x, 6, [Float](repeating: 0, count: 6), 1, 6)
      #expect(x.prefix(3).allSatisfy { abs($0) < 1e-6 })
      #expect(Array(x.suffix(3)) == [90, 1000, 1e30])
    }
  }

  @Test(arguments: KernelVersions.available, widths)
  func softmaxSumsToOneAndIsTheFormula(_ version: NamedVersion, width: Int) {
    let stride = width + 5
    let original = randomFloats(2 * stride, seed: 5, scale: 30)
    var x = original
    version.kernels.softmax(&x, stride, 0.5, 2, width)
    for row in 0..<2 {
      let values = original[row * stride..<row * stride + width].map { 0.5 * Double($0) }
      let top = values.max() ?? 0
      let sum = values.reduce(0) { $0 + exp($1 - top) }
      for column in 0..<width {
        #expect(abs(Double(x[row * stride + column]) - exp(values[column] - top) / sum) < 1e-6)
      }
      #expect(
        x[(row * stride + width)..<(row + 1) * stride]
          == original[(row * stride + width)..<(row + 1) * stride])
    }
  }

  @Test(arguments: KernelVersions.available)
  func causalSoftmaxSeesNothingThatComesLater(_ version: NamedVersion) {
    let width = 21
    var x = randomFloats(width * width, seed: 6, scale: 4)
    var whole = x
    version.kernels.causal_softmax(&x, width, 1, width, width)
    for row in 0..<width {
      version.kernels.softmax(&whole[row * width], width, 1, 1, row + 1)
      #expect(Array(x[row * width...row * width + row]) == Array(whole[row * width...row * width + row]))
      #expect(x[(row * width + row + 1)..<(row + 1) * width].allSatisfy { $0 == 0 })
    }
  }

  private func expectElementwise(
    _ kernel: @convention(c) (UnsafeMutablePointer<Float>, Int, UnsafePointer<Float>, Int, Int) -> Void,
    width: Int, _ formula: (Double) -> Double
  ) {
    let stride = width + 3
    let bias = randomFloats(width, seed: 8)
    let original = randomFloats(4 * stride, seed: 7, scale: 5)
    var x = original
    kernel(&x, stride, bias, 4, width)
    for row in 0..<4 {
      for column in 0..<stride {
        let before = original[row * stride + column]
        let after = x[row * stride + column]
        if column < width {
          #expect(abs(Double(after) - formula(Double(before + bias[column]))) < 1e-6)
        } else {
          #expect(after == before)
        }
      }
    }
  }
}

struct NamedVersion: CustomTestStringConvertible, Sendable {
  let kernels: KernelVersion
  var testDescription: String { String(cString: kernels.instructions) }
}

enum KernelVersions {
  static let available: [NamedVersion] = {
    var versions = [KernelVersion](repeating: kernels_baseline, count: 3)
    return versions.prefix(kernels_available(&versions)).map(NamedVersion.init)
  }()
}

func randomFloats(_ count: Int, seed: UInt64, scale: Float = 1, offset: Float = 0) -> [Float] {
  var source = SeededSource(seed: seed)
  return (0..<count).map { _ in offset + Float.random(in: -scale...scale, using: &source) }
}
