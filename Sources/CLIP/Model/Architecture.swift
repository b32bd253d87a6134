import Tensors

/// The sizes of a CLIP: two transformers, one for images and one for text, that embed into the same space.
/// Radford et al. 2021, arXiv 2103.00020.
package struct Architecture: Hashable, Sendable {
  package struct Tower: Hashable, Sendable {
    package let width: Int
    package let layers: Int
    package let heads: Int
    /// Added to the variance in layer norms.
    package let epsilon: Float

    package init(width: Int, layers: Int, heads: Int, epsilon: Float = LayerNorm.usualEpsilon) {
      self.width = width
      self.layers = layers
      self.heads = heads
      self.epsilon = epsilon
    }
  }

  package let vision: Tower
  package let text: Tower
  /// Side of the square that images are brought to, in pixels.
  package let imageSize: Int
  /// Side of the squares that an image is cut into, in pixels.
  package let patchSize: Int
  /// The most tokens that a prompt may have, with those for its start and its end.
  package let context: Int
  package let vocabulary: Int
  /// Width of the common space.
  package let embedding: Int
  package let activation: Activation

  package init(
    vision: Tower, text: Tower, imageSize: Int, patchSize: Int, context: Int, vocabulary: Int, embedding: Int,
    activation: Activation
  ) {
    self.vision = vision
    self.text = text
    self.imageSize = imageSize
    self.patchSize = patchSize
    self.context = context
    self.vocabulary = vocabulary
    self.embedding = embedding
    self.activation = activation
  }

  package var patches: Int { (imageSize / patchSize) * (imageSize / patchSize) }

  /// Multiply-adds count as two. What an image costs, without layer norms and activations: the last block works
  /// on the class token alone, but its keys and values need all tokens.
  package var operationsPerImage: Double {
    let tokens = Double(patches + 1)
    let width = Double(vision.width)
    let patches = 2 * (tokens - 1) * width * Double(3 * patchSize * patchSize)
    let block = 24 * tokens * width * width + 4 * tokens * tokens * width
    let lastBlock = 4 * tokens * width * width + 20 * width * width + 4 * tokens * width
    return patches + Double(vision.layers - 1) * block + lastBlock + 2 * width * Double(embedding)
  }
}

extension Architecture: CustomStringConvertible {
  /// As model lists name it, such as `ViT-L/14`, with what the name leaves open of its shape.
  package var description: String {
    let size =
      switch (vision.width, vision.layers) {
      case (768, 12): "B"
      case (1024, 24): "L"
      case (1280, 32): "H"
      case (1408, 40): "g"
      case (1664, 48): "bigG"
      default: "\(vision.width)x\(vision.layers)"
      }
    return "ViT-\(size)/\(patchSize), \(imageSize) px"
  }
}
