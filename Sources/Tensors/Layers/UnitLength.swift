/// Every row brought to length 1. Rows shorter than 1e-12 are divided by that.
package enum UnitLength {
  /// - Parameters:
  ///   - x: (rows, width)
  ///   - y: the same shape.
  package static func normalize(_ x: Matrix, into y: Matrix) {
    precondition(x.rows == y.rows && x.columns == y.columns)
    for row in 0..<x.rows {
      x.withRow(row) { x in
        let length = length(of: x)
        y.withRow(row) { y in
          for column in x.indices { y[column] = Float(Double(x[column]) / length) }
        }
      }
    }
  }

  /// From the gradient of the loss by y to that by x, in place: what of it points along x changes nothing.
  /// - Parameters:
  ///   - x: what `normalize` was given, (rows, width).
  ///   - gradient: the same shape.
  package static func backward(x: Matrix, gradient: Matrix) {
    precondition(x.rows == gradient.rows && x.columns == gradient.columns)
    for row in 0..<x.rows {
      x.withRow(row) { x in
        let length = length(of: x)
        gradient.withRow(row) { gradient in
          var along = 0.0
          for column in x.indices { along += Double(x[column]) * Double(gradient[column]) }
          along /= length * length
          for column in x.indices {
            gradient[column] = Float((Double(gradient[column]) - along * Double(x[column])) / length)
          }
        }
      }
    }
  }

  private static func length(of x: UnsafeMutableBufferPointer<Float>) -> Double {
    max(1e-12, x.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
  }
}
