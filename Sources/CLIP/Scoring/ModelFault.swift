import Checkpoints

/// Why a model's files do not make a scorer.
package enum ModelFault: Error, Hashable, Sendable {
  case checkpoint(CheckpointFault)
  case configuration(ConfigurationFault)
  case tokenizer(TokenizerFault)
  case foreignTokenizer(file: String, tokens: Int, embeddings: Int)
}

extension ModelFault {
  init(_ fault: ConfigurationFault) {
    guard case .weights(let fault) = fault else {
      self = .configuration(fault)
      return
    }
    self = .checkpoint(fault)
  }
}

extension ModelFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .checkpoint(let fault): "\(fault)"
    case .configuration(let fault): "\(fault)"
    case .tokenizer(let fault): "\(fault)"
    case .foreignTokenizer(let file, let tokens, let embeddings):
      "\(file): the tokenizer knows \(tokens) tokens and the model \(embeddings); put the model's own tokenizer.json, or vocab.json and merges.txt, beside it"
    }
  }
}
