import Tensors
import Testing

@Suite struct MatrixTests {
  @Test func slicesShareMemory() {
    let matrix = Matrix(rows: 2, columns: 3)
    matrix.slice().copyRows([0, 1], of: Matrix(reading: Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3])))
    let slice = matrix.slice(rows: 1..<2, columns: 1..<3)
    #expect(slice.tensor.elements == [5, 6])
    slice.withRow(0) { $0[1] = 9 }
    #expect(matrix.tensor.elements == [1, 2, 3, 4, 5, 9])
  }

  @Test func rowsAreGathered() {
    let source = Matrix(reading: Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2]))
    let gathered = Matrix(rows: 4, columns: 2)
    gathered.copyRows([2, 0, 0, 1], of: source)
    #expect(gathered.tensor.elements == [5, 6, 1, 2, 1, 2, 3, 4])
  }

  @Test func aMatrixIsAddedRowByRow() {
    let matrix = Matrix(rows: 2, columns: 2)
    matrix.copyRows([0, 1], of: Matrix(reading: Tensor([1, 2, 3, 4], shape: [2, 2])))
    matrix.add(Matrix(reading: Tensor([10, 20, 30, 40], shape: [2, 2])))
    #expect(matrix.tensor.elements == [11, 22, 33, 44])
  }
}
