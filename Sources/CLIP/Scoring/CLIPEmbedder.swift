import Checkpoints
import Preferences
import Synchronization
import Tensors

/// Embeds image files and prompts with a CLIP. Towers are read from the checkpoint when they are first needed.
package final class CLIPEmbedder: Embedder {
  package let identity: ScorerIdentity
  package let architecture: Architecture
  package let batchSize = 8
  private let checkpoint: CLIPCheckpoint
  private let tokenizer: Tokenizer
  private let preprocessing: ImagePreprocessing
  private let pixels: any PixelSource
  private let workers: Workers
  private let loadedImageTower = Mutex<ImageTower?>(nil)
  private let loadedTextTower = Mutex<TextTower?>(nil)
  private let cutPrompts = Mutex<[Prompt]>([])

  package init(
    _ checkpoint: CLIPCheckpoint, named name: String, id: CheckpointID, tokenizer: Tokenizer,
    preprocessing: ImagePreprocessing, pixels: any PixelSource, workers: Workers
  ) {
    identity = ScorerIdentity(
      name: name, checkpoint: id, logitScale: checkpoint.logitScale,
      preprocessing: ([preprocessing.name, tokenizer.name] + checkpoint.words + pixels.words)
        .joined(separator: ", "))
    architecture = checkpoint.architecture
    self.checkpoint = checkpoint
    self.tokenizer = tokenizer
    self.preprocessing = preprocessing
    self.pixels = pixels
    self.workers = workers
  }

  /// Prompts that were longer than the context and of which only the start was embedded.
  package var truncatedPrompts: [Prompt] { cutPrompts.withLock { $0 } }

  package func embed(images: [ImageFile]) throws(ScoringFault) -> [Result<Embedding, ImageFault>] {
    let planes = workers.map(images.count) { index in
      Result { () throws(ImageFault) in try self.planes(of: images[index]) }
    }
    let usable = planes.compactMap { try? $0.get() }
    var embeddings: ArraySlice<Embedding?> = []
    if !usable.isEmpty {
      let tower = try loaded(loadedImageTower) { () throws(CheckpointFault) in
        try checkpoint.imageTower(on: workers)
      }
      embeddings = rows(of: tower.embed(usable, on: workers))[...]
    }
    return planes.map { planes in
      planes.flatMap { _ in
        embeddings.removeFirst().map { .success($0) }
          ?? .failure(.damaged("the model makes no finite embedding of it"))
      }
    }
  }

  package func embed(prompt: Prompt) throws(ScoringFault) -> Embedding {
    let tokens = tokenizer.tokens(of: prompt.text, context: architecture.context)
    if tokens.isTruncated { cutPrompts.withLock { $0.append(prompt) } }
    let tower = try loaded(loadedTextTower) { () throws(CheckpointFault) in
      try checkpoint.textTower(on: workers)
    }
    guard let embedding = rows(of: tower.embed([tokens.ids], on: workers))[0] else {
      throw .model("\(identity.name): the model makes no finite embedding of the prompt; check the weights")
    }
    return embedding
  }

  private func planes(of file: ImageFile) throws(ImageFault) -> Tensor {
    let (image, stored) = try pixels.pixels(fileAt: file.path)
    guard image == file.image else { throw .changed }
    return preprocessing.planes(of: stored)
  }

  /// Held while it loads, so that nobody loads the same tower twice.
  private func loaded<Tower: Sendable>(
    _ tower: borrowing Mutex<Tower?>, _ load: () throws(CheckpointFault) -> Tower
  ) throws(ScoringFault) -> Tower {
    try tower.withLock { tower throws(ScoringFault) in
      if let tower { return tower }
      do {
        let new = try load()
        tower = new
        return new
      } catch {
        throw .model("\(error)")
      }
    }
  }

  /// `nil` for what is not finite.
  private func rows(of embeddings: Tensor) -> [Embedding?] {
    let elements = embeddings.elements
    let width = embeddings.shape[1]
    return stride(from: 0, to: elements.count, by: width).map {
      Embedding(normalizing: Array(elements[$0..<$0 + width]))
    }
  }
}
