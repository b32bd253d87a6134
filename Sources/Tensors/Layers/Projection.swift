/// y = x · weight: the way into another space, with the weights lying as CLIPs have it.
package struct Projection: Sendable {
  /// (input, output)
  package let weight: Parameter

  package init(weight: Parameter) {
    precondition(weight.shape.count == 2)
    self.weight = weight
  }

  package var inputWidth: Int { weight.shape[0] }
  package var outputWidth: Int { weight.shape[1] }

  /// - Parameters:
  ///   - x: (rows, input)
  ///   - y: (rows, output)
  package func callAsFunction(_ x: Matrix, into y: Matrix, on workers: Workers) {
    multiply(x.plain, weight.values.plain, into: y, on: workers)
  }

  /// Adds to the gradient of the weights, where they are trained, and writes the gradient of x.
  /// - Parameters:
  ///   - x: what the layer was given, (rows, input).
  ///   - gradient: of the loss by y, (rows, output).
  ///   - xGradient: (rows, input); `nil` where nobody needs it.
  package func backward(x: Matrix, gradient: Matrix, into xGradient: Matrix?, on workers: Workers) {
    if let weightGradient = weight.gradient {
      multiply(x.transposed, gradient.plain, into: weightGradient, adding: true, on: workers)
    }
    guard let xGradient else { return }
    multiply(gradient.plain, weight.values.transposed, into: xGradient, on: workers)
  }
}
