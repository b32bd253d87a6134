import Checkpoints
import FoundationEssentials
import Tensors

/// What `Tests/Reference/tiny_checkpoints.py` made: tiny CLIPs of random weights in every dialect, and what PyTorch
/// computes with them.
struct Fixtures: Decodable {
  struct Model: Decodable {
    struct Sizes: Decodable {
      let vision: Int
      let text: Int
    }

    struct PromptScores: Decodable {
      let prompt: String
      let ids: [Int32]
      let cosines: [Double]
    }

    let activation: String
    let layers: Sizes
    let widths: Sizes
    let heads: Sizes
    let embed: Int
    let context: Int
    let vocab: Int
    let image: Int
    let patch: Int
    let logitScale: Double
    let tokenIds: [[Int32]]
    let textEmbeddings: [[Double]]
    let imageEmbeddings: [[Double]]
    let cosines: [[Double]]
    let prompts: [PromptScores]?

    /// The token ids from start to end, without the padding.
    var sequences: [[Int32]] {
      let end = Int32(vocab - 1)
      return tokenIds.map { ids in Array(ids[...(ids.firstIndex(of: end) ?? ids.count - 1)]) }
    }
  }

  let images: [String]
  let checkpoints: [String: Model]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  static func checkpointPath(_ name: String) -> String { path("checkpoints/" + name) }

  static func load() throws -> Fixtures {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(
      Fixtures.self, from: Data(contentsOf: folder.appending(path: "checkpoints/expected.json")))
  }

  /// The images of `images`, preprocessed: (3, 32, 32) each.
  static func planes() throws -> [Tensor] {
    let pixels = try Checkpoint.open(checkpointPath("pixels.safetensors")).tensor("pixels")
    return (0..<pixels.shape[0]).map { pixels.slices($0..<$0 + 1).reshaped(Array(pixels.shape.dropFirst())) }
  }
}
