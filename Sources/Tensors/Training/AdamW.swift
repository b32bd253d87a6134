import CKernels
import Glibc

/// Gradient descent with moments and with weight decay that goes past them.
/// Loshchilov, Hutter 2019, arXiv 1711.05101; the formulas are those of PyTorch's AdamW.
package struct AdamW: Hashable, Sendable {
  /// How much of the mean of gradients stays at a step: β1.
  package let firstDecay: Double
  /// How much of the mean of their squares does: β2.
  package let secondDecay: Double
  package let epsilon: Double

  package init(firstDecay: Double = 0.9, secondDecay: Double = 0.999, epsilon: Double = 1e-8) {
    self.firstDecay = firstDecay
    self.secondDecay = secondDecay
    self.epsilon = epsilon
  }

  /// Means of a parameter's gradients and of their squares, over its steps.
  package struct Moments: Sendable {
    package let first: Matrix
    package let second: Matrix

    package init(of parameter: Parameter) {
      first = Matrix(zeros: parameter.values.rows, columns: parameter.values.columns)
      second = Matrix(zeros: parameter.values.rows, columns: parameter.values.columns)
    }

    /// Those of a training that is taken up again.
    package init(first: Tensor, second: Tensor) {
      self.first = Matrix(copying: Matrix(reading: first))
      self.second = Matrix(copying: Matrix(reading: second))
    }
  }

  /// Changes the values, and clears the gradient. Cost: one pass over values, gradient and moments.
  /// - Parameters:
  ///   - step: 1 for the first.
  ///   - gradientFactor: what the gradient is multiplied by: less than 1 where it is clipped.
  /// - Precondition: the parameter is trained, and the moments are its own.
  package func update(
    _ parameter: Parameter, _ moments: Moments, step: Int, learningRate: Double, weightDecay: Double,
    gradientFactor: Double = 1, on workers: Workers
  ) {
    guard let gradient = parameter.gradient else { preconditionFailure("a frozen parameter is not updated") }
    let factors = AdamWFactors(
      gradient: Float(gradientFactor), first_old: Float(firstDecay), first_new: Float(1 - firstDecay),
      second_old: Float(secondDecay), second_new: Float(1 - secondDecay),
      root: Float(1 / (1 - pow(secondDecay, Double(step))).squareRoot()),
      step: Float(learningRate / (1 - pow(firstDecay, Double(step)))),
      kept: Float(1 - learningRate * weightDecay), epsilon: Float(epsilon))
    let stretches = [parameter.values, gradient, moments.first, moments.second].map {
      $0.reshaped(columns: parameter.count)
    }
    let parts = FloatParts(count: parameter.count)
    workers.forEach(parts.count) { part, _ in
      let starts = stretches.map { $0.start + parts[part].lowerBound }
      withUnsafePointer(to: factors) {
        kernels.adamw($0, starts[0], starts[1], starts[2], starts[3], parts[part].count)
      }
    }
    withExtendedLifetime(stretches) {}
  }
}

extension Parameter {
  /// The sum of the squares of the gradient's elements, in the same order for any number of workers; 0 where the
  /// parameter is frozen.
  package func squaredGradientNorm(on workers: Workers) -> Double {
    guard let stretch = gradient?.reshaped(columns: count) else { return 0 }
    let parts = FloatParts(count: count)
    let sums = workers.map(parts.count) { part in
      withExtendedLifetime(stretch) {
        kernels.sum_of_squares(stretch.start + parts[part].lowerBound, parts[part].count)
      }
    }
    return sums.reduce(0, +)
  }
}

/// A stretch of floats in parts, however many workers there are.
private struct FloatParts: Sendable {
  let total: Int
  private static let floatsPerPart = 1 << 16

  init(count: Int) { total = count }

  var count: Int { (total + Self.floatsPerPart - 1) / Self.floatsPerPart }

  subscript(part: Int) -> Range<Int> {
    part * Self.floatsPerPart..<min(total, (part + 1) * Self.floatsPerPart)
  }
}
