import Tensors

/// Embeds images: patches become tokens, and the class token's output is projected into the common space.
/// Dosovitskiy et al. 2021, arXiv 2010.11929, with CLIP's layer norm before the first block.
package struct ImageTower: Sendable {
  let patchSize: Int
  /// (width, 3 · patch · patch), without bias.
  let patchEmbedding: Linear
  /// (width)
  let classEmbedding: Tensor
  /// (1 + patches, width), the class token's first.
  let positions: Tensor
  let inputNorm: LayerNorm
  let transformer: Transformer
  let outputNorm: LayerNorm
  /// (embedding, width), without bias.
  let projection: Linear

  /// - Parameter images: normalised planes of red, green, blue: (3, side, side).
  /// - Returns: for each image where it is in the common space, not of length 1: (images, embedding). Does not
  ///   depend on what else is embedded with it.
  package func embed(_ images: [Tensor], on workers: Workers) -> Tensor {
    let sequences = Sequences(count: images.count, length: positions.shape[0])
    let tokens = self.tokens(of: images, sequences, on: workers)
    inputNorm(tokens, into: tokens, on: workers)
    let output = transformer(tokens, of: sequences, at: sequences.firstRows, on: workers)
    outputNorm(output, into: output, on: workers)
    let embeddings = Matrix(rows: images.count, columns: projection.outputWidth)
    projection(output, into: embeddings, on: workers)
    return embeddings.tensor
  }

  private func tokens(of images: [Tensor], _ sequences: Sequences, on workers: Workers) -> Matrix {
    let tokens = Matrix(rows: sequences.rows, columns: positions.shape[1])
    for (index, image) in images.enumerated() {
      let rows = sequences[index]
      tokens.withRow(rows.lowerBound) { row in
        classEmbedding.withUnsafeFloats { _ = row.update(fromContentsOf: $0) }
      }
      patchEmbedding(
        patches(of: image), into: tokens.slice(rows: rows.dropFirst()), on: workers)
      tokens.slice(rows: rows).add(positions)
    }
    return tokens
  }

  /// (patches, 3 · patch · patch), in the order of the weights: plane, row, column.
  private func patches(of image: Tensor) -> Matrix {
    let side = image.shape[1]
    let grid = side / patchSize
    let patches = Matrix(rows: grid * grid, columns: 3 * patchSize * patchSize)
    image.withUnsafeFloats { pixels in
      for row in 0..<patches.rows {
        let corner = row / grid * patchSize * side + row % grid * patchSize
        patches.withRow(row) { patch in
          for line in 0..<3 * patchSize {
            let start = line / patchSize * side * side + corner + line % patchSize * side
            _ = patch[(line * patchSize)...].update(fromContentsOf: pixels[start..<start + patchSize])
          }
        }
      }
    }
    return patches
  }
}
