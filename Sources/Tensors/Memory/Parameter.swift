/// Numbers that a layer has learnt, and, where they are being trained, the gradient of the loss by each of them.
///
/// What is frozen may lie in a mapped file. What is trained has memory of its own, which copies of the parameter
/// share and an optimiser writes to; nobody may read it meanwhile.
package struct Parameter: Sendable {
  package let shape: [Int]
  /// With the last axis as columns.
  package let values: Matrix
  /// The shape of `values`. Backward passes add to it; `nil` where the parameter is frozen.
  package let gradient: Matrix?

  package var isTrained: Bool { gradient != nil }
  package var count: Int { values.rows * values.columns }

  /// - Parameter isTrained: whether the numbers are copied, to be changed, and get a gradient, of zeros.
  package init(_ tensor: Tensor, isTrained: Bool = false) {
    shape = tensor.shape
    let numbers = Matrix(reading: tensor)
    values = isTrained ? Matrix(copying: numbers) : numbers
    gradient = isTrained ? Matrix(zeros: numbers.rows, columns: numbers.columns) : nil
  }

  /// A copy of the values as they are now.
  package var tensor: Tensor { values.tensor.reshaped(shape) }

  /// Overwrites the values, as when a training is taken up again.
  /// - Precondition: the parameter is trained, and the tensor has its shape.
  package func set(_ tensor: Tensor) {
    precondition(isTrained && tensor.shape == shape, "\(tensor.shape) for the shape \(shape)")
    values.copy(Matrix(reading: tensor))
  }

  /// Forgets what backward passes have added.
  package func clearGradient() { gradient?.clear() }

  /// Some of the slices along the first axis, which share memory with the whole.
  package func slices(_ range: Range<Int>) -> Parameter {
    precondition(0 <= range.lowerBound && range.upperBound <= shape[0], "\(range) of \(shape)")
    func part(_ matrix: Matrix) -> Matrix {
      guard shape.count > 1 else { return matrix.slice(columns: range) }
      let rowsPerSlice = shape[0] == 0 ? 0 : matrix.rows / shape[0]
      return matrix.slice(rows: range.lowerBound * rowsPerSlice..<range.upperBound * rowsPerSlice)
    }
    return Parameter(
      shape: [range.count] + shape.dropFirst(), values: part(values), gradient: gradient.map(part))
  }

  /// The same numbers in another shape of as many.
  package func reshaped(_ shape: [Int]) -> Parameter {
    Parameter(
      shape: shape, values: values.reshaped(columns: shape.last ?? 1),
      gradient: gradient?.reshaped(columns: shape.last ?? 1))
  }

  private init(shape: [Int], values: Matrix, gradient: Matrix?) {
    self.shape = shape
    self.values = values
    self.gradient = gradient
  }
}
