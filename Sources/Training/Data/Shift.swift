import Statistics
import Tensors

/// Moves images a little each time they are learnt from: the one augmentation that leaves alone what people judge.
/// Mirrored writing would be wrong, and other colours or sharpness another image.
package struct Shift: Hashable, Sendable {
  /// How far at the most, each way, as a share of the side; 0 leaves images as they are.
  package let share: Double
  package let seed: UInt64

  package init(share: Double, seed: UInt64) {
    self.share = share
    self.seed = seed
  }

  /// The same for the same seed, step and image.
  /// - Parameter planes: (3, side, side)
  /// - Returns: planes of that shape; what comes in at an edge repeats the edge.
  package func callAsFunction(_ planes: Tensor, step: Int, image: Int) -> Tensor {
    let side = planes.shape.last ?? 0
    let most = Int((share * Double(side)).rounded())
    guard most > 0 else { return planes }
    var random = SplitMix64(seed: seed &+ UInt64(step), stream: UInt64(image))
    let (across, down) = (random.below(2 * most + 1) - most, random.below(2 * most + 1) - most)
    let source = Matrix(reading: planes)
    let moved = Matrix(rows: source.rows, columns: side)
    for row in 0..<source.rows {
      let plane = row / side * side
      let from = plane + min(max(row - plane - down, 0), side - 1)
      source.withRow(from) { pixels in
        moved.withRow(row) { moved in
          for column in 0..<side { moved[column] = pixels[min(max(column - across, 0), side - 1)] }
        }
      }
    }
    return moved.tensor.reshaped(planes.shape)
  }
}
