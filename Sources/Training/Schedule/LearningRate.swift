import Glibc

/// The learning rate of each step: up in a line, then down to zero along half a cosine. The numbers are those of
/// open_clip's `cosine_lr`.
package struct LearningRate: Hashable, Sendable {
  package let highest: Double
  package let warmUpSteps: Int
  package let steps: Int

  package init(highest: Double, warmUpSteps: Int, steps: Int) {
    self.highest = highest
    self.warmUpSteps = warmUpSteps
    self.steps = steps
  }

  /// - Parameter step: 0 for the first.
  package subscript(step: Int) -> Double {
    guard step >= warmUpSteps else { return highest * Double(step + 1) / Double(warmUpSteps) }
    let part = Double(step - warmUpSteps) / Double(max(1, steps - warmUpSteps))
    return highest / 2 * (1 + cos(.pi * min(1, part)))
  }
}
