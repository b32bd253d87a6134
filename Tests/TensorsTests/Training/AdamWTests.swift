import CKernels
import Testing

@testable import Tensors

@Suite struct AdamWTests {
  private let optimizer = AdamW(firstDecay: 0.9, secondDecay: 0.98, epsilon: 1e-6)
  private let workers = Workers(count: 2)

  /// The paper's algorithm 2 in double precision, with what PyTorch adds epsilon to.
  @Test(arguments: [1, 15, 16, 33])
  func threeStepsAreThoseOfThePaper(count: Int) {
    let start = randomFloats(count, seed: 1)
    let parameter = Parameter(Tensor(start, shape: [count]), isTrained: true)
    let moments = AdamW.Moments(of: parameter)
    var (w, m, v) = (start.map(Double.init), zeros(count), zeros(count))
    var power = (first: 1.0, second: 1.0)
    for step in 1...3 {
      let gradient = randomFloats(count, seed: UInt64(step) + 10)
      add(gradient, to: parameter)
      optimizer.update(
        parameter, moments, step: step, learningRate: 0.01, weightDecay: 0.3, gradientFactor: 0.5, on: workers
      )
      power = (power.first * 0.9, power.second * 0.98)
      for index in 0..<count {
        let slope = 0.5 * Double(gradient[index])
        m[index] = 0.9 * m[index] + 0.1 * slope
        v[index] = 0.98 * v[index] + 0.02 * slope * slope
        let root = (v[index] / (1 - power.second)).squareRoot() + 1e-6
        w[index] = w[index] * (1 - 0.01 * 0.3) - 0.01 * m[index] / (1 - power.first) / root
      }
      #expect(parameter.squaredGradientNorm(on: workers) == 0)
    }
    for (found, expected) in zip(parameter.tensor.elements, w) {
      #expect(abs(Double(found) - expected) < 1e-6)
    }
  }

  @Test(arguments: KernelVersions.available, [1, 15, 16, 17, 77])
  func everyVersionDoesTheSame(_ version: NamedVersion, count: Int) {
    var factors = AdamWFactors(
      gradient: 0.5, first_old: 0.9, first_new: 0.1, second_old: 0.98, second_new: 0.02, root: 3, step: 0.02,
      kept: 0.99, epsilon: 1e-6)
    func step(_ kernels: KernelVersion) -> [[Float]] {
      let parts = (1...4).map { randomFloats(count + 1, seed: $0).map(abs) }
      var (weights, gradient, first, second) = (parts[0], parts[1], parts[2], parts[3])
      kernels.adamw(&factors, &weights, &gradient, &first, &second, count)
      return [weights, gradient, first, second]
    }
    let (found, expected) = (step(version.kernels), step(kernels_baseline))
    for (found, expected) in zip(found.joined(), expected.joined()) { #expect(abs(found - expected) <= 1e-6) }
    #expect(found[1].dropLast().allSatisfy { $0 == 0 })
    #expect(found.map(\.last) == (1...4).map { randomFloats(count + 1, seed: $0).map(abs).last })
  }

  @Test func aTrainingTakenUpAgainGoesOnWithTheSameBits() {
    let count = 20
    let first = Parameter(Tensor(randomFloats(count, seed: 1), shape: [4, 5]), isTrained: true)
    let moments = AdamW.Moments(of: first)
    func step(_ number: Int, _ parameter: Parameter, _ moments: AdamW.Moments) {
      add(randomFloats(count, seed: UInt64(number)), to: parameter)
      optimizer.update(
        parameter, moments, step: number, learningRate: 0.01, weightDecay: 0.1, on: workers)
    }
    step(1, first, moments)
    let second = Parameter(Tensor([Float](repeating: 0, count: count), shape: [4, 5]), isTrained: true)
    second.set(first.tensor)
    let kept = AdamW.Moments(first: moments.first.tensor, second: moments.second.tensor)
    step(2, first, moments)
    step(2, second, kept)
    #expect(first.tensor.elements == second.tensor.elements)
    #expect(moments.second.tensor.elements == kept.second.tensor.elements)
  }

  /// More than one part for the workers.
  @Test func anyNumberOfWorkersMakesTheSameBits() {
    let count = 200_003
    let results = [1, 2, 5].map { workers in
      let workers = Workers(count: workers)
      let parameter = Parameter(Tensor(randomFloats(count, seed: 1), shape: [count]), isTrained: true)
      add(randomFloats(count, seed: 2), to: parameter)
      let norm = parameter.squaredGradientNorm(on: workers)
      optimizer.update(
        parameter, AdamW.Moments(of: parameter), step: 1, learningRate: 0.01, weightDecay: 0, on: workers)
      return (norm, parameter.tensor.elements)
    }
    let expected = randomFloats(count, seed: 2).reduce(0.0) { $0 + Double($1) * Double($1) }
    for (norm, elements) in results {
      #expect(abs(norm - expected) < 1e-6 * expected && norm == results[0].0)
      #expect(elements == results[0].1)
    }
  }

  private func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }

  private func add(_ gradient: [Float], to parameter: Parameter) {
    parameter.gradient?.add(Matrix(reading: Tensor(gradient, shape: parameter.shape)))
  }
}
