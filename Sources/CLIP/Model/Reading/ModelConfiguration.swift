import FoundationEssentials
import Tensors

/// What a checkpoint's shapes leave open.
package struct ModelConfiguration: Hashable, Sendable {
  package var activation: Activation?
  package var visionHeads: Int?
  package var textHeads: Int?

  package init(activation: Activation? = nil, visionHeads: Int? = nil, textHeads: Int? = nil) {
    self.activation = activation
    self.visionHeads = visionHeads
    self.textHeads = textHeads
  }

  /// Reads the `config.json` of transformers' CLIPModel. What it leaves out has the values that transformers gives
  /// it; a file that describes no CLIP says nothing.
  package init(json: Data) {
    guard let file = try? JSONDecoder().decode(HuggingFaceConfiguration.self, from: json),
      let vision = file.vision, let text = file.text
    else { return }
    activation =
      switch vision.activation ?? "quick_gelu" {
      case "quick_gelu": .quickGELU
      case "gelu": .gelu
      default: nil
      }
    visionHeads = vision.heads ?? 12
    textHeads = text.heads ?? 8
  }
}

private struct HuggingFaceConfiguration: Decodable {
  struct Tower: Decodable {
    let activation: String?
    let heads: Int?

    private enum CodingKeys: String, CodingKey {
      case activation = "hidden_act"
      case heads = "num_attention_heads"
    }
  }

  let vision: Tower?
  let text: Tower?

  private enum CodingKeys: String, CodingKey {
    case vision = "vision_config"
    case text = "text_config"
  }
}
