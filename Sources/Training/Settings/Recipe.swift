import CLIP
import Tensors

/// The numbers of a training, as they are published or were found to work.
package struct Recipe: Hashable, Sendable, Codable {
  package var learningRate: Double
  package var weightDecay: Double
  /// Steps until the learning rate has its height; no more than a tenth of all are taken.
  package var warmUpSteps: Int
  /// AdamW's β1 and β2.
  package var firstDecay: Double
  package var secondDecay: Double
  package var epsilon: Double
  /// The length that the gradient of all weights is cut down to; 0 leaves it as it is.
  package var clippedNorm: Double
  /// Choices a step.
  package var batchSize: Int
  package var epochs: Int
}

extension Recipe {
  /// That of the released HPS v2 (Wu et al. 2023, arXiv 2306.09341), which says neither clipping nor batch: these are
  /// PickScore's and ours.
  package static let humanPreference = Recipe(
    learningRate: 3.3e-6, weightDecay: 0.35, warmUpSteps: 500, firstDecay: 0.9, secondDecay: 0.98,
    epsilon: 1e-6, clippedNorm: 1, batchSize: 32, epochs: 1)

  /// For projections alone, on embeddings that were computed before. Ours.
  package static let projections = Recipe(
    learningRate: 3e-4, weightDecay: 0.1, warmUpSteps: 100, firstDecay: 0.9, secondDecay: 0.98, epsilon: 1e-6,
    clippedNorm: 1, batchSize: 128, epochs: 10)

  /// For small models without any training behind them. Ours.
  package static let fromScratch = Recipe(
    learningRate: 1e-3, weightDecay: 0.1, warmUpSteps: 500, firstDecay: 0.9, secondDecay: 0.98, epsilon: 1e-6,
    clippedNorm: 1, batchSize: 64, epochs: 10)

  /// What is usual where these parts are trained.
  package static func usual(training parts: TrainedParts) -> Recipe {
    let deepest = [parts.image, parts.text]
    return deepest.allSatisfy { $0 == .projection || $0 == .nothing } ? .projections : .humanPreference
  }

  package var optimizer: AdamW {
    AdamW(firstDecay: firstDecay, secondDecay: secondDecay, epsilon: epsilon)
  }
}
