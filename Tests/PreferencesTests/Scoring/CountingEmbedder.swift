import Preferences
import Synchronization

/// Embeds by bytes alone, and counts what it is asked for.
final class CountingEmbedder: Embedder {
  let identity = ScorerIdentity(
    name: "counting", checkpoint: CheckpointID(bytes: [UInt8](repeating: 7, count: 32)), logitScale: 10,
    preprocessing: "none")
  let batchSize = 3
  private let asked = Mutex<(batches: [Int], prompts: [String])>(([], []))
  private let unreadable: Set<String>

  /// - Parameter unreadable: paths of images that cannot be used.
  init(unreadable: Set<String> = []) {
    self.unreadable = unreadable
  }

  var batches: [Int] { asked.withLock { $0.batches } }
  var prompts: [String] { asked.withLock { $0.prompts } }

  func embed(images: [ImageFile]) throws(ScoringFault) -> [Result<Embedding, ImageFault>] {
    asked.withLock { $0.batches.append(images.count) }
    return images.map { file in
      guard !unreadable.contains(file.path) else { return .failure(.truncated) }
      return Self.embedding(of: file.image.bytes).map { .success($0) } ?? .failure(.unknownFormat)
    }
  }

  func embed(prompt: Prompt) throws(ScoringFault) -> Embedding {
    asked.withLock { $0.prompts.append(prompt.text) }
    guard let embedding = Self.embedding(of: Array(prompt.text.utf8)) else { throw .model("empty prompt") }
    return embedding
  }

  static func embedding(of bytes: [UInt8]) -> Embedding? {
    Embedding(normalizing: [Float(bytes.first ?? 0) + 1, Float(bytes.last ?? 0) - 100, Float(bytes.count)])
  }
}

extension ImageFile {
  /// An image whose identity is a repeated byte.
  static func sample(_ byte: UInt8) -> ImageFile {
    guard let image = ImageID(bytes: [UInt8](repeating: byte, count: 32)) else {
      preconditionFailure("32 bytes")
    }
    return ImageFile(image: image, path: "/images/\(byte).png")
  }
}
