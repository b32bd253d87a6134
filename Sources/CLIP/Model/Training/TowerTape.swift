import Tensors

/// What enters the first trained layer of a tower.
package enum TowerInput<Source: Sendable>: Sendable {
  /// What is embedded itself, where everything is trained.
  case source(Source)
  /// (tokens, width), or one row where no block is trained. Stays the same while the trained part changes, so that
  /// it can be stored.
  case activations(Tensor)
}

/// A forward pass of a tower's trained part, with what its backward pass needs.
package struct TowerTape<Source: Sendable>: Sendable {
  /// Not of length 1: (inputs, embedding).
  package let embeddings: Matrix
  let sources: [Source]
  let sequences: Sequences
  /// One for each trained block.
  let blocks: [BlockTape]
  /// Before the last layer norm, (inputs, width), and after it.
  let output: Matrix
  let normalized: Matrix
}

/// One block's part of a tape.
enum BlockTape: Sendable {
  case whole(BlockRecord)
  /// Only what went in, (rows, width): the record is made anew when it is needed.
  case input(Matrix)
}
