import Testing

@testable import Tensors

@Suite struct MatrixProductTests {
  @Test(arguments: [(1, 1, 1), (2, 3, 5), (17, 65, 33), (130, 70, 64), (3, 200, 7)], [1, 2, 3, 8])
  func productIsTheSumOfProducts(_ shape: (rows: Int, columns: Int, inner: Int), workers: Int) {
    let a = Tensor(randomFloats(shape.rows * shape.inner, seed: 1), shape: [shape.rows, shape.inner])
    let b = Tensor(randomFloats(shape.columns * shape.inner, seed: 2), shape: [shape.columns, shape.inner])
    let c = Matrix(rows: shape.rows, columns: shape.columns)
    multiply(Matrix(reading: a), byTransposeOf: Matrix(reading: b), into: c, on: Workers(count: workers))
    // A second time on top of the first.
    multiply(
      Matrix(reading: a), byTransposeOf: Matrix(reading: b), into: c, adding: true,
      on: Workers(count: workers))
    let (x, y, found) = (a.elements, b.elements, c.tensor.elements)
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        let expected = (0..<shape.inner).reduce(0.0) {
          $0 + Double(x[row * shape.inner + $1]) * Double(y[column * shape.inner + $1])
        }
        #expect(abs(Double(found[row * shape.columns + column]) - 2 * expected) < 1e-4)
      }
    }
  }

  @Test(arguments: [1, 2, 5, 16, 63], [(1, 1), (2, 3072), (514, 1024), (5000, 64), (7, 7)])
  func tilesCoverEveryElementOnce(workers: Int, _ size: (rows: Int, columns: Int)) {
    let grid = TileGrid(rows: size.rows, columns: size.columns, workers: workers)
    var covered = [Int](repeating: 0, count: size.rows * size.columns)
    for index in 0..<grid.count {
      let tile = grid[index]
      #expect(!tile.rows.isEmpty && !tile.columns.isEmpty)
      for row in tile.rows {
        for column in tile.columns { covered[row * size.columns + column] += 1 }
      }
    }
    #expect(covered.allSatisfy { $0 == 1 })
  }

  @Test func nothingIsDividedForOneWorker() {
    #expect(TileGrid(rows: 514, columns: 4096, workers: 1).count == 1)
  }

  @Test(arguments: [1, 4])
  func everyIndexIsTakenOnce(workers: Int) {
    let taken = Workers(count: workers).map(1000) { $0 * $0 }
    #expect(taken == (0..<1000).map { $0 * $0 })
  }
}
