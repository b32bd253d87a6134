extension Linear {
  /// Adds to the gradients of the weights, where they are trained, and writes the gradient of x.
  ///
  /// Cost: that of the forward pass for the weights, and as much again for x.
  /// - Parameters:
  ///   - x: what the layer was given, (rows, input).
  ///   - gradient: of the loss by y, (rows, output); without activation.
  ///   - xGradient: (rows, input); may be x itself, which is not needed any more when it is written. `nil` where
  ///     nobody needs it.
  ///   - adding: adds to `xGradient` instead.
  ///   - finish: called with each tile of `xGradient`, as by `multiply`.
  package func backward(
    x: Matrix, gradient: Matrix, into xGradient: Matrix?, adding: Bool = false, on workers: Workers,
    finish: @Sendable (_ tile: Matrix, _ rows: Range<Int>, _ columns: Range<Int>) -> Void = { _, _, _ in }
  ) {
    if let weightGradient = weight.gradient {
      multiply(gradient.transposed, x.plain, into: weightGradient, adding: true, on: workers)
    }
    bias?.gradient?.addColumnSums(of: gradient, on: workers)
    guard let xGradient else { return }
    multiply(
      gradient.plain, weight.values.plain, into: xGradient, adding: adding, on: workers, finish: finish)
  }
}
