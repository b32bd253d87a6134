import Glibc
import Tensors
import Testing

@Suite struct LayerTests {
  private let workers = Workers(count: 2)

  @Test func linearAddsItsBiasAndActivates() {
    let layer = Linear(
      weight: Parameter(Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2])),
      bias: Parameter(Tensor([1, -20, 0], shape: [3])))
    let x = Matrix(reading: Tensor([1, -1, 2, 0], shape: [2, 2]))
    let y = Matrix(rows: 2, columns: 3)
    layer(x, into: y, on: workers)
    #expect(y.tensor.elements == [0, -21, -1, 3, -14, 10])
    layer.add(x, to: y, on: workers)
    #expect(y.tensor.elements == [0, -42, -2, 6, -28, 20])
    layer(x, into: y, activation: .quickGELU, on: workers)
    let expected = [0, -21, -1, 3, -14, 10].map { $0 / (1 + exp(-1.702 * $0)) }
    for (found, expected) in zip(y.tensor.elements, expected) {
      #expect(abs(Double(found) - expected) < 1e-6)
    }
  }

  @Test func someOutputsOfALinearLayer() {
    let layer = Linear(
      weight: Parameter(Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2])),
      bias: Parameter(Tensor([1, -20, 0], shape: [3])))
    let y = Matrix(rows: 1, columns: 2)
    layer.outputs(1..<3)(Matrix(reading: Tensor([1, 1], shape: [1, 2])), into: y, on: workers)
    #expect(y.tensor.elements == [-13, 11])
  }

  @Test(arguments: [false, true])
  func attentionIsThatOfThePaper(isCausal: Bool) {
    let (heads, width, lengths) = (3, 12, [5, 1, 9])
    let sequences = Sequences(lengths: lengths)
    let count = sequences.rows * width
    let parts = (1...3).map { Tensor(randomFloats(count, seed: UInt64($0)), shape: [sequences.rows, width]) }
    let output = Matrix(rows: sequences.rows, columns: width)
    Attention(heads: heads, isCausal: isCausal)(
      queries: Matrix(reading: parts[0]), of: sequences, keys: Matrix(reading: parts[1]),
      values: Matrix(reading: parts[2]), of: sequences, into: output, on: workers)
    let found = output.tensor.elements
    let (q, k, v) = (parts[0].elements, parts[1].elements, parts[2].elements)
    let headWidth = width / heads
    for sequence in 0..<sequences.count {
      let rows = sequences[sequence]
      for row in rows {
        for head in 0..<heads {
          let seen = isCausal ? rows.lowerBound..<row + 1 : rows
          let weights = seen.map { other in
            exp(
              (0..<headWidth).reduce(0.0) {
                $0 + Double(q[row * width + head * headWidth + $1])
                  * Double(k[other * width + head * headWidth + $1])
              } / Double(headWidth).squareRoot())
          }
          for column in head * headWidth..<(head + 1) * headWidth {
            let expected = zip(seen, weights).reduce(0.0) { $0 + $1.1 * Double(v[$1.0 * width + column]) }
            #expect(abs(Double(found[row * width + column]) - expected / weights.reduce(0, +)) < 1e-5)
          }
        }
      }
    }
  }

  @Test func theLastTokenAloneSeesWhatItSeesAmongAll() {
    let width = 8
    let sequences = Sequences(lengths: [4, 6])
    let x = Tensor(randomFloats(sequences.rows * width, seed: 9), shape: [sequences.rows, width])
    let attention = Attention(heads: 2, isCausal: true)
    let all = Matrix(rows: sequences.rows, columns: width)
    let matrix = Matrix(reading: x)
    attention(
      queries: matrix, of: sequences, keys: matrix, values: matrix, of: sequences, into: all, on: workers)
    let queries = Matrix(rows: 2, columns: width)
    queries.copyRows(sequences.lastRows, of: matrix)
    let last = Matrix(rows: 2, columns: width)
    attention(
      queries: queries, of: Sequences(count: 2, length: 1), keys: matrix, values: matrix, of: sequences,
      into: last, on: workers)
    let expected = Matrix(rows: 2, columns: width)
    expected.copyRows([3, 9], of: all)
    for (found, expected) in zip(last.tensor.elements, expected.tensor.elements) {
      #expect(abs(found - expected) < 1e-6)
    }
  }
}
