import Tensors
import Testing

@testable import Training

@Suite struct ShiftTests {
  private let planes = Tensor((0..<3 * 64).map { Float($0) }, shape: [3, 8, 8])

  private func numbers(_ tensor: Tensor) -> [Float] {
    let matrix = Matrix(reading: tensor)
    return (0..<matrix.rows).flatMap { row in matrix.withRow(row) { Array($0) } }
  }

  @Test func withoutAShareNothingMoves() {
    #expect(numbers(Shift(share: 0, seed: 1)(planes, step: 3, image: 4)) == numbers(planes))
  }

  @Test func everyPixelComesFromWhereTheShiftSays() {
    let side = 8
    var seen: Set<[Int]> = []
    for image in 0..<200 {
      let moved = Shift(share: 0.25, seed: 1)(planes, step: 3, image: image)
      #expect(moved.shape == [3, side, side])
      let values = numbers(moved)
      // Far enough from all edges, so that it tells how far things moved.
      let middle = Int(values[4 * side + 4])
      let (down, across) = (4 - middle / side, 4 - middle % side)
      #expect(abs(down) <= 2 && abs(across) <= 2)
      seen.insert([down, across])
      for plane in 0..<3 {
        for row in 0..<side {
          for column in 0..<side {
            let from = [row - down, column - across].map { min(max($0, 0), side - 1) }
            #expect(
              values[(plane * side + row) * side + column]
                == Float((plane * side + from[0]) * side + from[1]))
          }
        }
      }
    }
    #expect(seen.count == 25)
  }

  @Test func theSameStepAndImageMoveTheSameWay() {
    let shift = Shift(share: 0.25, seed: 1)
    #expect(
      numbers(shift(planes, step: 5, image: 9))
        == numbers(Shift(share: 0.25, seed: 1)(planes, step: 5, image: 9)))
  }
}
