import Tensors

/// Embeds images or prompts: what the stem makes of them goes through the transformer, and the output at one token
/// of each is projected into the common space.
package struct Tower<Stem: TowerStem>: Sendable {
  let stem: Stem
  let transformer: Transformer
  let outputNorm: LayerNorm
  /// (width, embedding)
  let projection: Projection
  /// What of the tower has gradients.
  package let trained: TrainedDepth

  /// - Returns: for each source where it is in the common space, not of length 1: (sources, embedding). Does not
  ///   depend on what else is embedded with it.
  package func embed(_ sources: [Stem.Source], on workers: Workers) -> Tensor {
    let sequences = stem.sequences(of: sources)
    let output = transformer(
      stem.tokens(of: sources, on: workers), of: sequences, at: Stem.tokensRead(of: sequences), on: workers)
    outputNorm(output, into: output, on: workers)
    return project(output, on: workers).tensor
  }

  func project(_ output: Matrix, on workers: Workers) -> Matrix {
    let embeddings = Matrix(rows: output.rows, columns: projection.outputWidth)
    projection(output, into: embeddings, on: workers)
    return embeddings
  }
}

/// The part of a tower before its blocks.
package protocol TowerStem: Sendable {
  associatedtype Source: Sendable

  /// Tokens that a source becomes, at the most.
  var longestSequence: Int { get }

  /// How the tokens of several sources lie one after the other.
  func sequences(of sources: [Source]) -> Sequences

  /// The rows at which a tower's output is read, one of each sequence.
  static func tokensRead(of sequences: Sequences) -> [Int]

  /// What goes into the first block: (rows of `sequences`, width).
  func tokens(of sources: [Source], on workers: Workers) -> Matrix

  /// Adds to the gradients of all weights.
  /// - Parameter gradient: of the loss by `tokens`; is overwritten.
  func backward(from sources: [Source], gradient: Matrix, on workers: Workers)
}

package typealias ImageTower = Tower<ImageStem>
package typealias TextTower = Tower<TextStem>
