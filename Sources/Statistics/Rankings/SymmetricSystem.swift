import Glibc

/// Solves A·x = b for a symmetric, positive definite A by Cholesky's factorisation. O(n³).
/// - Parameter matrix: row-major, of which the lower triangle is read.
/// - Returns: `nil` where A is not positive definite.
func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
  let size = right.count
  var factor = matrix
  for row in 0..<size {
    for column in 0...row {
      var sum = factor[row * size + column]
      for index in 0..<column { sum -= factor[row * size + index] * factor[column * size + index] }
      if row == column {
        guard sum > 0 else { return nil }
        factor[row * size + row] = sqrt(sum)
      } else {
        factor[row * size + column] = sum / factor[column * size + column]
      }
    }
  }
  var solution = right
  for row in 0..<size {
    for index in 0..<row { solution[row] -= factor[row * size + index] * solution[index] }
    solution[row] /= factor[row * size + row]
  }
  for row in (0..<size).reversed() {
    for index in row + 1..<size { solution[row] -= factor[index * size + row] * solution[index] }
    solution[row] /= factor[row * size + row]
  }
  return solution
}
