import CKernels

/// y = x · weightᵀ + bias, and what is done with y while it is at hand. A backward pass needs x.
package struct Linear: Sendable {
  /// (output, input)
  package let weight: Tensor
  /// (output). A layer with an activation has one.
  package let bias: Tensor?

  package init(weight: Tensor, bias: Tensor? = nil) {
    precondition(weight.shape.count == 2 && bias?.shape ?? [weight.shape[0]] == [weight.shape[0]])
    self.weight = weight
    self.bias = bias
  }

  package var outputWidth: Int { weight.shape[0] }
  package var inputWidth: Int { weight.shape[1] }

  /// The layer that makes some of the outputs; the weights are shared.
  package func outputs(_ range: Range<Int>) -> Linear {
    Linear(weight: weight.slices(range), bias: bias?.slices(range))
  }

  /// y = activation(x · weightᵀ + bias).
  /// - Parameters:
  ///   - x: (rows, input)
  ///   - y: (rows, output)
  package func callAsFunction(
    _ x: Matrix, into y: Matrix, activation: Activation? = nil, on workers: Workers
  ) {
    multiply(x, byTransposeOf: Matrix(reading: weight), into: y, on: workers) { tile, columns in
      finish(tile, columns, activation)
    }
  }

  /// y = y + x · weightᵀ + bias: the end of a residual branch.
  package func add(_ x: Matrix, to y: Matrix, on workers: Workers) {
    multiply(x, byTransposeOf: Matrix(reading: weight), into: y, adding: true, on: workers) { tile, columns in
      finish(tile, columns, nil)
    }
  }

  private func finish(_ tile: Matrix, _ columns: Range<Int>, _ activation: Activation?) {
    bias?.withUnsafeFloats { bias in
      guard let bias = bias.baseAddress.map({ $0 + columns.lowerBound }) else { return }
      switch activation {
      case nil: kernels.add_bias(tile.start, tile.stride, bias, tile.rows, tile.columns)
      case .gelu: kernels.add_bias_gelu(tile.start, tile.stride, bias, tile.rows, tile.columns)
      case .quickGELU: kernels.add_bias_quick_gelu(tile.start, tile.stride, bias, tile.rows, tile.columns)
      }
    }
  }
}
