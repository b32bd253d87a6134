import Tensors

/// Embeds prompts: the output at the token that ends a prompt is projected into the common space.
package struct TextTower: Sendable {
  /// (vocabulary, width)
  let tokenEmbedding: Tensor
  /// (context, width)
  let positions: Tensor
  let transformer: Transformer
  let outputNorm: LayerNorm
  /// (embedding, width), without bias.
  let projection: Linear

  /// - Parameter prompts: token ids from the start token to the end token, without padding: attention is causal, so
  ///   that what follows the end changes nothing. None is longer than the context, no id outside the vocabulary.
  /// - Returns: for each prompt where it is in the common space, not of length 1: (prompts, embedding).
  package func embed(_ prompts: [[Int32]], on workers: Workers) -> Tensor {
    let sequences = Sequences(lengths: prompts.map(\.count))
    let tokens = Matrix(rows: sequences.rows, columns: positions.shape[1])
    tokens.copyRows(prompts.joined().map(Int.init), of: Matrix(reading: tokenEmbedding))
    for (index, prompt) in prompts.enumerated() {
      tokens.slice(rows: sequences[index]).add(positions.slices(0..<prompt.count))
    }
    let output = transformer(tokens, of: sequences, at: sequences.lastRows, on: workers)
    outputNorm(output, into: output, on: workers)
    let embeddings = Matrix(rows: prompts.count, columns: projection.outputWidth)
    projection(output, into: embeddings, on: workers)
    return embeddings.tensor
  }
}
