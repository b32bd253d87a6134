import Testing

@testable import Tensors

@Suite struct MatrixProductTests {
  @Test(
    arguments: [(1, 1, 1), (2, 3, 5), (17, 65, 33), (130, 70, 64), (3, 200, 7)],
    [(false, false), (false, true), (true, false)])
  func productIsTheSumOfProducts(
    _ shape: (rows: Int, columns: Int, inner: Int), _ transposed: (a: Bool, b: Bool)
  ) {
    let a = Tensor(randomFloats(shape.rows * shape.inner, seed: 1), shape: [shape.rows, shape.inner])
    let b = Tensor(randomFloats(shape.inner * shape.columns, seed: 2), shape: [shape.inner, shape.columns])
    let first = transposed.a ? Matrix(reading: a.transposed).transposed : Matrix(reading: a).plain
    let second = transposed.b ? Matrix(reading: b.transposed).transposed : Matrix(reading: b).plain
    let (x, y) = (a.elements, b.elements)
    var expected: [Double] = []
    for row in 0..<shape.rows {
      for column in 0..<shape.columns {
        var sum = 0.0
        for index in 0..<shape.inner {
          sum += Double(x[row * shape.inner + index]) * Double(y[index * shape.columns + column])
        }
        expected.append(sum)
      }
    }
    for workers in [1, 2, 3, 8].map({ Workers(count: $0) }) {
      let c = Matrix(rows: shape.rows, columns: shape.columns)
      multiply(first, second, into: c, on: workers)
      // A second time on top of the first.
      multiply(first, second, into: c, adding: true, on: workers)
      let error = zip(c.tensor.elements, expected).map { abs(Double($0) - 2 * $1) }.max() ?? .infinity
      #expect(error < 1e-4)
    }
  }

  @Test(arguments: [(0, 5), (1, 1), (2, 3072), (514, 1024), (1100, 900), (5000, 64), (7, 7)])
  func tilesCoverEveryElementOnce(_ size: (rows: Int, columns: Int)) {
    let grid = TileGrid(rows: size.rows, columns: size.columns)
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

  /// As OpenBLAS's kernels for AVX2 would not have it if the tiles depended on the workers.
  @Test(arguments: [(600, 300, 90), (1000, 1090, 20), (53, 561, 425), (7, 1030, 700)], [false, true])
  func anyNumberOfWorkersMakesTheSameBits(
    _ shape: (rows: Int, columns: Int, inner: Int), isTransposed: Bool
  ) {
    let a = Tensor(randomFloats(shape.rows * shape.inner, seed: 1), shape: [shape.rows, shape.inner])
    let b = Tensor(randomFloats(shape.inner * shape.columns, seed: 2), shape: [shape.inner, shape.columns])
    let first = isTransposed ? Matrix(reading: a.transposed).transposed : Matrix(reading: a).plain
    let products = [1, 2, 3, 8].map { count in
      let c = Matrix(rows: shape.rows, columns: shape.columns)
      multiply(first, Matrix(reading: b).plain, into: c, on: Workers(count: count))
      return c.tensor.elements
    }
    for product in products { #expect(product == products[0]) }
  }

  @Test(arguments: [1, 4])
  func everyIndexIsTakenOnce(workers: Int) {
    let taken = Workers(count: workers).map(1000) { $0 * $0 }
    #expect(taken == (0..<1000).map { $0 * $0 })
  }
}
