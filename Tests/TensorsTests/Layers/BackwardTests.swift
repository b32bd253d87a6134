import Tensors
import Testing

/// Backward passes against what changes of the input and of the weights do to the output, at sizes that are no
/// multiples of what vector instructions take.
@Suite struct BackwardTests {
  private let workers = Workers(count: 2)

  @Test(arguments: [(1, 3, 5), (7, 17, 33), (40, 1, 2)])
  func linear(_ sizes: (rows: Int, input: Int, output: Int)) {
    let layer = Linear(
      weight: trained([sizes.output, sizes.input], seed: 1), bias: trained([sizes.output], seed: 2))
    let x = trained([sizes.rows, sizes.input], seed: 3)
    expectGradients(of: [layer.weight, layer.bias, x].compactMap { $0 }, output: [sizes.rows, sizes.output]) {
      layer(x.values, into: $0, on: workers)
    } backward: { gradient in
      layer.backward(x: x.values, gradient: gradient, into: x.gradient, adding: true, on: workers)
    }
  }

  @Test func someOutputsOfALinearLayer() {
    let layer = Linear(weight: trained([7, 5], seed: 1), bias: trained([7], seed: 2))
    let x = trained([4, 5], seed: 3)
    let part = layer.outputs(2..<5)
    expectGradients(of: [layer.weight, layer.bias, x].compactMap { $0 }, output: [4, 3]) {
      part(x.values, into: $0, on: workers)
    } backward: { gradient in
      part.backward(x: x.values, gradient: gradient, into: x.gradient, adding: true, on: workers)
    }
  }

  @Test(arguments: [(1, 3, 5), (7, 17, 33)])
  func projection(_ sizes: (rows: Int, input: Int, output: Int)) throws {
    let layer = Projection(weight: trained([sizes.input, sizes.output], seed: 1))
    let x = trained([sizes.rows, sizes.input], seed: 3)
    expectGradients(of: [layer.weight, x], output: [sizes.rows, sizes.output]) {
      layer(x.values, into: $0, on: workers)
    } backward: { gradient in
      layer.backward(x: x.values, gradient: gradient, into: x.gradient, on: workers)
    }
  }

  @Test(arguments: [(1, 5), (3, 16), (70, 19)])
  func layerNorm(_ sizes: (rows: Int, width: Int)) {
    let layer = LayerNorm(weight: trained([sizes.width], seed: 1), bias: trained([sizes.width], seed: 2))
    let x = trained([sizes.rows, sizes.width], seed: 3)
    expectGradients(of: [layer.weight, layer.bias, x], output: [sizes.rows, sizes.width]) {
      layer(x.values, into: $0, on: workers)
    } backward: { gradient in
      layer.backward(x: x.values, gradient: gradient, addingTo: x.gradient, on: workers)
    }
  }

  @Test func aFrozenLayerNormPassesTheGradientOn() throws {
    let parts = [trained([9], seed: 1), trained([9], seed: 2)]
    let x = trained([4, 9], seed: 3)
    let gradient = Matrix(copying: Matrix(reading: Tensor(randomFloats(36, seed: 4), shape: [4, 9])))
    LayerNorm(weight: parts[0], bias: parts[1])
      .backward(x: x.values, gradient: gradient, addingTo: x.gradient, on: workers)
    let sum = Matrix(zeros: 4, columns: 9)
    LayerNorm(weight: Parameter(parts[0].tensor), bias: Parameter(parts[1].tensor))
      .backward(x: x.values, gradient: gradient, addingTo: sum, on: workers)
    #expect(sum.tensor.elements == x.gradient?.tensor.elements)
  }

  @Test(arguments: [[1], [5, 1, 9]], [false, true])
  func attention(_ lengths: [Int], isCausal: Bool) throws {
    let sequences = Sequences(lengths: lengths)
    let attention = Attention(heads: 2, isCausal: isCausal)
    try expectGradients(of: attention, sequences, querying: sequences)
  }

  @Test func attentionOfTheLastTokenAlone() throws {
    let sequences = Sequences(lengths: [4, 1, 6])
    try expectGradients(
      of: Attention(heads: 3, isCausal: true), sequences, querying: Sequences(count: 3, length: 1))
  }

  @Test(arguments: Activation.allCases)
  func activation(_ activation: Activation) {
    let x = trained([3, 21], seed: 5, scale: 3)
    expectGradients(of: [x], output: [3, 21]) {
      activation(x.values, into: $0, on: workers)
    } backward: { gradient in
      activation.backward(x: x.values, gradient: gradient)
      x.gradient?.add(gradient)
    }
  }

  @Test func unitLength() {
    let x = trained([3, 7], seed: 6)
    expectGradients(of: [x], output: [3, 7]) {
      UnitLength.normalize(x.values, into: $0)
    } backward: { gradient in
      UnitLength.backward(x: x.values, gradient: gradient)
      x.gradient?.add(gradient)
    }
  }

  @Test func rowsOfZerosHaveFiniteGradients() {
    let x = Matrix(zeros: 1, columns: 3)
    let gradient = Matrix(copying: Matrix(reading: Tensor([1, 2, 3], shape: [1, 3])))
    UnitLength.backward(x: x, gradient: gradient)
    #expect(gradient.tensor.elements.allSatisfy { $0.isFinite })
  }

  private func expectGradients(
    of attention: Attention, _ sequences: Sequences, querying: Sequences
  ) throws {
    let width = 5 * attention.heads
    let queries = trained([querying.rows, width], seed: 1)
    let keys = trained([sequences.rows, width], seed: 2)
    let values = trained([sequences.rows, width], seed: 3)
    let gradients = try [queries, keys, values].map { try #require($0.gradient) }
    expectGradients(of: [queries, keys, values], output: [querying.rows, width]) {
      attention(
        queries: queries.values, of: querying, keys: keys.values, values: values.values, of: sequences,
        into: $0,
        on: workers)
    } backward: { gradient in
      attention.backward(
        queries: queries.values, of: querying, keys: keys.values, values: values.values, of: sequences,
        gradient: gradient, into: gradients[0], gradients[1], gradients[2], on: workers)
    }
  }

  private func trained(_ shape: [Int], seed: UInt64, scale: Float = 1) -> Parameter {
    Parameter(
      Tensor(randomFloats(shape.reduce(1, *), seed: seed, scale: scale), shape: shape), isTrained: true)
  }

  /// A weighted sum of the output is the loss. Central differences of it, in floats, are right to some 1e-3.
  private func expectGradients(
    of parameters: [Parameter], output shape: [Int], _ forward: (Matrix) -> Void,
    backward: (_ gradient: Matrix) -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let weights = randomFloats(shape.reduce(1, *), seed: 99)
    func loss() -> Double {
      let output = Matrix(rows: shape[0], columns: shape[1])
      forward(output)
      return zip(output.tensor.elements, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    backward(Matrix(copying: Matrix(reading: Tensor(weights, shape: shape))))
    for (index, parameter) in parameters.enumerated() {
      let found = parameter.gradient?.tensor.elements ?? []
      let values = parameter.tensor
      var differences: [Double] = []
      for element in 0..<parameter.count {
        let losses = [Float(0.01), -0.01].map { step in
          var changed = values
          changed.withUnsafeMutableFloats { $0[element] += step }
          parameter.set(changed)
          return loss()
        }
        differences.append((losses[0] - losses[1]) / 0.02)
      }
      parameter.set(values)
      let largest = differences.map(abs).max() ?? 0
      let error = zip(found, differences).map { abs(Double($0) - $1) }.max() ?? .infinity
      #expect(
        error <= 2e-3 * max(1, largest), "parameter \(index): \(error) of \(largest)",
        sourceLocation: sourceLocation)
    }
  }
}
