import Tensors

/// Patches of an image become tokens, after one that stands for the whole, the class token, where the tower is read.
/// Dosovitskiy et al. 2021, arXiv 2010.11929, with CLIP's layer norm before the first block.
///
/// Its sources are normalised planes of red, green, blue: (3, side, side).
package struct ImageStem: TowerStem {
  let patchSize: Int
  /// (width, 3 · patch · patch), without bias.
  let patchEmbedding: Linear
  /// (width)
  let classEmbedding: Parameter
  /// (1 + patches, width), the class token's first.
  let positions: Parameter
  let inputNorm: LayerNorm

  package var longestSequence: Int { positions.shape[0] }

  package func sequences(of images: [Tensor]) -> Sequences {
    Sequences(count: images.count, length: positions.shape[0])
  }

  package static func tokensRead(of sequences: Sequences) -> [Int] { sequences.firstRows }

  package func tokens(of images: [Tensor], on workers: Workers) -> Matrix {
    let tokens = embedded(images, on: workers)
    inputNorm(tokens, into: tokens, on: workers)
    return tokens
  }

  package func backward(from images: [Tensor], gradient: Matrix, on workers: Workers) {
    let sum = Matrix(zeros: gradient.rows, columns: gradient.columns)
    inputNorm.backward(x: embedded(images, on: workers), gradient: gradient, addingTo: sum, on: workers)
    let sequences = sequences(of: images)
    for (index, image) in images.enumerated() {
      let rows = sequences[index]
      positions.gradient?.add(sum.slice(rows: rows))
      classEmbedding.gradient?.add(sum.slice(rows: rows.prefix(1)))
      patchEmbedding.backward(
        x: patches(of: image), gradient: sum.slice(rows: rows.dropFirst()), into: nil, on: workers)
    }
  }

  /// The tokens before the layer norm.
  private func embedded(_ images: [Tensor], on workers: Workers) -> Matrix {
    let sequences = sequences(of: images)
    let tokens = Matrix(rows: sequences.rows, columns: positions.shape[1])
    for (index, image) in images.enumerated() {
      let rows = sequences[index]
      tokens.slice(rows: rows.prefix(1)).copy(classEmbedding.values)
      patchEmbedding(patches(of: image), into: tokens.slice(rows: rows.dropFirst()), on: workers)
      tokens.slice(rows: rows).add(positions.values)
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
