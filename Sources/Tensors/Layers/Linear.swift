import CKernels

/// y = x · weightᵀ + bias, and what is done with y while it is at hand.
package struct Linear: Sendable {
  /// (output, input)
  package let weight: Parameter
  /// (output). A layer with an activation has one.
  package let bias: Parameter?

  package init(weight: Parameter, bias: Parameter? = nil) {
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
    multiply(x.plain, weight.values.transposed, into: y, on: workers) { tile, _, columns in
      finish(tile, columns, activation)
    }
  }

  /// y = y + x · weightᵀ + bias: the end of a residual branch.
  package func add(_ x: Matrix, to y: Matrix, on workers: Workers) {
    multiply(x.plain, weight.values.transposed, into: y, adding: true, on: workers) { tile, _, columns in
      finish(tile, columns, nil)
    }
  }

  private func finish(_ tile: Matrix, _ columns: Range<Int>, _ activation: Activation?) {
    guard let bias = bias?.values.slice(columns: columns) else { return }
    withExtendedLifetime((tile, bias)) {
      switch activation {
      case nil: kernels.add_bias(tile.start, tile.stride, bias.start, tile.rows, tile.columns)
      case .gelu: kernels.add_bias_gelu(tile.start, tile.stride, bias.start, tile.rows, tile.columns)
      case .quickGELU:
        kernels.add_bias_quick_gelu(tile.start, tile.stride, bias.start, tile.rows, tile.columns)
      }
    }
  }
}
