/// A model that puts images and prompts into one space, where closeness is a score.
///
/// Calls are synchronous and may take seconds an image: they belong on a thread that nothing waits for.
package protocol Embedder: Sendable {
  var identity: ScorerIdentity { get }

  /// How many images it likes to be given at a time: more take more memory and are not faster.
  var batchSize: Int { get }

  /// An embedding for each image, in their order, or why there is none. Does not depend on what else is embedded.
  func embed(images: [ImageFile]) throws(ScoringFault) -> [Result<Embedding, ImageFault>]

  func embed(prompt: Prompt) throws(ScoringFault) -> Embedding
}
