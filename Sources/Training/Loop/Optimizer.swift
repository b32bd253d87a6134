import CLIP
import Glibc
import Tensors

/// Changes what is trained after each step: AdamW, its gradient cut down to a length.
struct Optimizer: Sendable {
  let parameters: [NamedParameter]
  private(set) var moments: [AdamW.Moments]
  private let recipe: Recipe
  private let workers: Workers

  init(_ model: TrainableCLIP, _ recipe: Recipe, on workers: Workers) {
    parameters = model.parameters.filter(\.parameter.isTrained)
    moments = parameters.map { AdamW.Moments(of: $0.parameter) }
    self.recipe = recipe
    self.workers = workers
  }

  /// - Parameter moments: one of each parameter, of a training that is taken up again.
  mutating func takeUp(_ moments: [AdamW.Moments]) {
    precondition(moments.count == parameters.count)
    self.moments = moments
  }

  /// The length of the gradient of all that is trained.
  var gradientNorm: Double {
    parameters.reduce(0) { $0 + $1.parameter.squaredGradientNorm(on: workers) }.squareRoot()
  }

  func clearGradients() {
    for named in parameters { named.parameter.clearGradient() }
  }

  /// - Parameters:
  ///   - step: 0 for the first.
  ///   - norm: that of the gradient.
  func update(step: Int, learningRate: Double, norm: Double) {
    let factor = recipe.clippedNorm > 0 ? min(1, recipe.clippedNorm / (norm + 1e-6)) : 1
    for (named, moments) in zip(parameters, moments) {
      recipe.optimizer.update(
        named.parameter, moments, step: step + 1, learningRate: learningRate,
        weightDecay: named.decays ? recipe.weightDecay : 0, gradientFactor: factor, on: workers)
    }
  }
}

extension NamedParameter {
  /// Vectors and numbers, which are biases, weights of norms, the class token and the logit scale, do not.
  var decays: Bool { parameter.shape.count >= 2 }
}
