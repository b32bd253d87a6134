import Checkpoints
import Preferences
import Tensors

/// The LAION aesthetic predictor V2: how pleasing an image is, without a prompt, from its embedding by OpenAI's
/// ViT-L/14 (Schuhmann 2022, improved-aesthetic-predictor). It was trained to predict ratings from 1 to 10.
///
/// Its layers have no activations between them, so that all of them are one: weights · embedding + bias.
package struct AestheticPredictor: Hashable, Sendable {
  package let weights: [Double]
  package let bias: Double

  /// Reads a stack of linear layers, `layers.N.weight` (output, input) and `layers.N.bias` (output), the last with
  /// one output.
  package init(_ checkpoint: Checkpoint) throws(CheckpointFault) {
    let numbers = checkpoint.names.compactMap { name in
      name.hasPrefix("layers.") && name.hasSuffix(".weight") ? Int(name.dropFirst(7).dropLast(7)) : nil
    }.sorted()
    guard !numbers.isEmpty else { throw .missingTensor(file: checkpoint.path, name: "layers.0.weight") }
    // From the last layer back: what each of its inputs adds to the result.
    var weights = [1.0]
    var bias = 0.0
    for number in numbers.reversed() {
      let (layer, offset) = try Self.layer(number, outputs: weights.count, of: checkpoint)
      for (weight, offset) in zip(weights, offset) { bias += weight * Double(offset) }
      let inputs = layer.count / weights.count
      weights = (0..<inputs).map { input in
        weights.enumerated().reduce(0.0) { $0 + $1.element * Double(layer[$1.offset * inputs + input]) }
      }
    }
    self.weights = weights
    self.bias = bias
  }

  /// - Returns: `nil` for an embedding of another width than the predictor's.
  package func score(of embedding: Embedding) -> Double? {
    guard embedding.dimension == weights.count else { return nil }
    return zip(weights, embedding.components).reduce(bias) { $0 + $1.0 * Double($1.1) }
  }

  private static func layer(
    _ number: Int, outputs: Int, of checkpoint: Checkpoint
  ) throws(CheckpointFault) -> (weight: [Float], bias: [Float]) {
    let name = "layers.\(number)."
    let (weight, bias) = (try checkpoint.tensor(name + "weight"), try checkpoint.tensor(name + "bias"))
    guard weight.shape.count == 2, weight.shape[0] == outputs, weight.count > 0 else {
      throw .wrongShape(
        file: checkpoint.path, name: name + "weight", expected: [outputs, weight.shape.last ?? 0],
        found: weight.shape)
    }
    guard bias.shape == [outputs] else {
      throw .wrongShape(file: checkpoint.path, name: name + "bias", expected: [outputs], found: bias.shape)
    }
    return (weight.elements, bias.elements)
  }
}
