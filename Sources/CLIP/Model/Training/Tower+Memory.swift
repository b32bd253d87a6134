extension Tower {
  /// Bytes that a forward pass of the trained part keeps for its backward pass, with what both work in, by how many
  /// tokens go in: all records of blocks, or as little as can be. Estimates; the embeddings are left out.
  package func bytes(ofTokens rows: Int) -> (all: Int, least: Int) {
    let blocks = transformer.blocks[trained.firstBlock(of: transformer.blocks.count)...]
    guard let block = blocks.last else { return (0, 0) }
    let record = BlockRecord.size(of: block, rows: rows)
    let input = 4 * rows * block.width
    // The gradients of one block's parts, and a workspace.
    let working = 2 * record
    return (blocks.count * (record + input) + working, blocks.count * input + record + working)
  }

  /// Tokens that one source becomes, at the most.
  package var longestSequence: Int { stem.longestSequence }

  /// The shape of what the frozen part makes of a source of so many tokens; `nil` where nothing is frozen.
  package func frozenShape(ofTokens count: Int) -> (rows: Int, columns: Int)? {
    guard !trained.trainsStem else { return nil }
    let isBeforeABlock = trained.firstBlock(of: transformer.blocks.count) < transformer.blocks.count
    return (
      isBeforeABlock ? count : 1, trained.trainsProjection ? projection.inputWidth : projection.outputWidth
    )
  }
}
