/// Scores by cosine, and keeps every embedding, so that an image or a prompt goes through the model once.
package struct EmbeddingScorer: Scorer {
  private let embedder: any Embedder
  private let store: any ScoreStore

  /// - Parameter store: knows the embedder's scorer already.
  package init(_ embedder: any Embedder, keepingIn store: any ScoreStore) {
    self.embedder = embedder
    self.store = store
  }

  package var identity: ScorerIdentity { embedder.identity }

  package func scores(of images: [ImageFile], for prompt: Prompt) throws(ScoringFault) -> [Double] {
    let kept = try embeddings(of: images)
    let prompt = try embedding(of: prompt)
    var scores: [Double] = []
    for image in images {
      switch kept[image.image] {
      case .success(let embedding): scores.append(embedding.cosine(with: prompt))
      case .failure(let fault): throw .image(path: image.path, fault)
      case nil: throw .scorer(name: identity.name, reason: "gave no embedding of \(image.path)")
      }
    }
    return scores
  }

  package func prepare(
    _ images: [ImageFile], isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(ScoringFault) {
    _ = try embeddings(of: images, isCancelled: isCancelled, progress: progress)
  }

  private func embeddings(
    of images: [ImageFile], isCancelled: () -> Bool = { false }, progress: (Int) -> Void = { _ in }
  ) throws(ScoringFault) -> [ImageID: Result<Embedding, ImageFault>] {
    var found = try storing { () throws(StoreFault) in
      try store.imageEmbeddings(of: images.map(\.image), by: identity.id)
    }.mapValues { Result<Embedding, ImageFault>.success($0) }
    var seen = Set(found.keys)
    let missing = images.filter { seen.insert($0.image).inserted }
    if missing.count < images.count { progress(images.count - missing.count) }
    for start in stride(from: 0, to: missing.count, by: embedder.batchSize) {
      if isCancelled() { throw .cancelled }
      let batch = missing[start..<min(start + embedder.batchSize, missing.count)]
      var made: [ImageID: Embedding] = [:]
      for (image, result) in zip(batch, try embedder.embed(images: Array(batch))) {
        found[image.image] = result
        if case .success(let embedding) = result { made[image.image] = embedding }
      }
      try storing { () throws(StoreFault) in try store.keep(images: made, prompts: [:], by: identity.id) }
      progress(batch.count)
    }
    return found
  }

  private func embedding(of prompt: Prompt) throws(ScoringFault) -> Embedding {
    let kept = try storing { () throws(StoreFault) in
      try store.promptEmbedding(of: prompt, by: identity.id)
    }
    if let kept { return kept }
    let made = try embedder.embed(prompt: prompt)
    try storing { () throws(StoreFault) in
      try store.keep(images: [:], prompts: [prompt: made], by: identity.id)
    }
    return made
  }

  private func storing<Value>(_ body: () throws(StoreFault) -> Value) throws(ScoringFault) -> Value {
    do { return try body() } catch { throw .store(error) }
  }
}
