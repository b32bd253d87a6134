import Tensors

/// Ids become tokens; the tower is read at the token that ends a prompt.
///
/// Its sources are token ids from the start token to the end token, without padding: attention is causal, so that
/// what follows the end changes nothing. None is longer than the context, no id outside the vocabulary.
package struct TextStem: TowerStem {
  /// (vocabulary, width)
  let tokenEmbedding: Parameter
  /// (context, width)
  let positions: Parameter

  package var longestSequence: Int { positions.shape[0] }

  package func sequences(of prompts: [[Int32]]) -> Sequences { Sequences(lengths: prompts.map(\.count)) }

  package static func tokensRead(of sequences: Sequences) -> [Int] { sequences.lastRows }

  package func tokens(of prompts: [[Int32]], on workers: Workers) -> Matrix {
    let sequences = sequences(of: prompts)
    let tokens = Matrix(rows: sequences.rows, columns: positions.shape[1])
    tokens.copyRows(prompts.joined().map(Int.init), of: tokenEmbedding.values)
    for (index, prompt) in prompts.enumerated() {
      tokens.slice(rows: sequences[index]).add(positions.values.slice(rows: prompt.indices))
    }
    return tokens
  }

  package func backward(from prompts: [[Int32]], gradient: Matrix, on workers: Workers) {
    let sequences = sequences(of: prompts)
    tokenEmbedding.gradient?.add(gradient, toRows: prompts.joined().map(Int.init))
    for (index, prompt) in prompts.enumerated() {
      positions.gradient?.slice(rows: prompt.indices).add(gradient.slice(rows: sequences[index]))
    }
  }
}
