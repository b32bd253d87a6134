import FoundationEssentials
import Tensors

/// Whose names and shapes weights have in a file.
package enum WeightDialect: String, Hashable, Sendable, CaseIterable {
  /// OpenAI's, which open_clip keeps.
  case openAI = "openai"
  /// Those of transformers' CLIPModel.
  case huggingFace = "hf"
}

extension TrainableCLIP {
  /// A weight on its way into a file.
  package struct SavedWeight {
    package let name: String
    package let shape: [Int]
    /// A copy, when it is asked for.
    package let tensor: () -> Tensor
  }

  /// All weights, frozen ones too.
  package func weights(named dialect: WeightDialect) -> [SavedWeight] {
    let names = dialect == .openAI ? WeightNames.canonical : .huggingFace(prefix: "")
    let projections = [names.imageProjection, names.textProjection]
    return parameters(names).map { named in
      let parameter = named.parameter
      guard !names.projectionsAreTransposed, projections.contains(named.name) else {
        return SavedWeight(name: named.name, shape: parameter.shape) { parameter.tensor }
      }
      return SavedWeight(name: named.name, shape: parameter.shape.reversed()) { parameter.tensor.transposed }
    }
  }

  /// The `config.json` that transformers wants beside weights in its own names.
  /// - Parameters:
  ///   - start: the token that begins a prompt.
  ///   - end: the one that ends it, at which the text tower is read.
  package func huggingFaceConfiguration(start: Int, end: Int) -> [UInt8] {
    func tower(_ tower: Architecture.Tower, hidden: Int) -> [String: JSONNumberOrText] {
      [
        "hidden_size": .number(tower.width), "num_hidden_layers": .number(tower.layers),
        "num_attention_heads": .number(tower.heads), "intermediate_size": .number(hidden),
        "hidden_act": .text(architecture.activation == .gelu ? "gelu" : "quick_gelu"),
        "projection_dim": .number(architecture.embedding),
        "layer_norm_eps": .decimal(Double("\(tower.epsilon)") ?? Double(tower.epsilon)),
      ]
    }
    let vision: [String: JSONNumberOrText] = [
      "model_type": .text("clip_vision_model"), "image_size": .number(architecture.imageSize),
      "patch_size": .number(architecture.patchSize),
    ]
    let text: [String: JSONNumberOrText] = [
      "model_type": .text("clip_text_model"), "vocab_size": .number(architecture.vocabulary),
      "max_position_embeddings": .number(architecture.context), "bos_token_id": .number(start),
      "eos_token_id": .number(end), "pad_token_id": .number(end),
    ]
    let configuration = Configuration(
      projection_dim: architecture.embedding,
      vision_config: vision.merging(tower(architecture.vision, hidden: image.hiddenWidth)) { $1 },
      text_config: text.merging(tower(architecture.text, hidden: self.text.hiddenWidth)) { $1 })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return (try? encoder.encode(configuration)).map { Array($0) + [UInt8(ascii: "\n")] } ?? []
  }
}

extension Tower {
  var hiddenWidth: Int { transformer.blocks.first?.perceptronInput.outputWidth ?? 0 }
}

private struct Configuration: Encodable {
  var architectures = ["CLIPModel"]
  var model_type = "clip"
  let projection_dim: Int
  let vision_config: [String: JSONNumberOrText]
  let text_config: [String: JSONNumberOrText]
}

private enum JSONNumberOrText: Encodable {
  case number(Int)
  case decimal(Double)
  case text(String)

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .decimal(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}
