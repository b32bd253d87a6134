import Tensors

/// What a checkpoint's shapes leave open.
package struct ModelConfiguration: Hashable, Sendable {
  package var activation: Activation?
  package var visionHeads: Int?
  package var textHeads: Int?
  /// What is added to the variance in the layer norms of a tower: 1e-5 in nearly all.
  package var visionEpsilon: Float?
  package var textEpsilon: Float?

  package init(activation: Activation? = nil, visionHeads: Int? = nil, textHeads: Int? = nil) {
    self.activation = activation
    self.visionHeads = visionHeads
    self.textHeads = textHeads
  }

  /// Takes from another what that says; the rest stays.
  mutating func take(_ other: ModelConfiguration) {
    activation = other.activation ?? activation
    visionHeads = other.visionHeads ?? visionHeads
    textHeads = other.textHeads ?? textHeads
    visionEpsilon = other.visionEpsilon ?? visionEpsilon
    textEpsilon = other.textEpsilon ?? textEpsilon
  }
}
