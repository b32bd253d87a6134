/// Gives images scores for a prompt.
///
/// Calls are synchronous and may take seconds an image: they belong on a thread that nothing waits for.
package protocol Scorer: Sendable {
  var identity: ScorerIdentity { get }

  /// One score an image, in their order; for HPS the cosine. Does not depend on what else is scored.
  func scores(of images: [ImageFile], for prompt: Prompt) throws(ScoringFault) -> [Double]

  /// Does ahead, and in larger batches, what scores of these images will need. An image that cannot be used is
  /// left for `scores` to name.
  /// - Parameters:
  ///   - isCancelled: looked at between batches; then `ScoringFault.cancelled` is thrown.
  ///   - progress: called with the number of images that need nothing, and then of each batch done.
  func prepare(
    _ images: [ImageFile], isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(ScoringFault)
}

extension Scorer {
  /// For scorers that have nothing to do ahead.
  package func prepare(
    _ images: [ImageFile], isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(ScoringFault) {}
}

/// An image file that a scorer is to look at.
package struct ImageFile: Hashable, Sendable {
  package let image: ImageID
  package let path: String

  package init(image: ImageID, path: String) {
    self.image = image
    self.path = path
  }
}

/// Why there is no score.
package enum ScoringFault: Error, Hashable, Sendable {
  case image(path: String, ImageFault)
  /// A model or program that cannot be used: its name, what is wrong and what to do about it.
  case scorer(name: String, reason: String)
  /// Weights that are damaged or of another model, in words that name file and tensor.
  case model(String)
  case store(StoreFault)
  case cancelled
}

extension ScoringFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .image(let path, let fault): "\(path): \(fault)"
    case .scorer(let name, let reason): "\(name): \(reason)"
    case .model(let words): words
    case .store(let fault): "\(fault)"
    case .cancelled: "stopped"
    }
  }
}
