import CLIP
import Glibc
import Preferences
import Tensors

extension Trainer {
  /// How well the model, as it is now, predicts the choices on prompts that it is not trained on.
  package func evaluate() throws(TrainingFault) -> Evaluation {
    var needed: (images: Set<Int>, prompts: Set<Int>) = ([], [])
    for number in validation {
      needed.images.formUnion(data.examples[number].images)
      needed.prompts.insert(data.examples[number].prompt)
    }
    let size = microBatches.imagesEmbedded
    let imageEmbeddings = try embeddings(needed.images.sorted(), size, images, by: model.image)
    let promptEmbeddings = try embeddings(needed.prompts.sorted(), size, prompts, by: model.text)
    let scale = model.logitScale.values.withRow(0) { exp(Double($0[0])) }
    var tally = EvaluationTally()
    for number in validation {
      let example = data.examples[number]
      let prompt = promptEmbeddings[example.prompt]
      // Where the model made no finite embedding, there is no logit.
      let logits = example.images.map { image -> Double in
        guard let prompt, let image = imageEmbeddings[image] else { return .nan }
        return scale * prompt.cosine(with: image)
      }
      let cost = contests(of: example).cost(of: logits).cost
      guard cost.isFinite else {
        throw .notFinite(
          step: progress.step, what: "loss of validation", prompt: data.prompts[example.prompt])
      }
      tally.add(example.judgement, on: example.prompt, logits: logits, cost: cost)
    }
    return tally.evaluation
  }

  private func embeddings<Stem: TowerStem>(
    _ numbers: [Int], _ size: Int, _ features: any Features<Stem.Source>, by tower: Tower<Stem>
  ) throws(TrainingFault) -> [Int: Embedding] {
    var embeddings: [Int: Embedding] = [:]
    for start in stride(from: 0, to: numbers.count, by: size) {
      let part = Array(numbers[start..<min(start + size, numbers.count)])
      let rows = tower.forward(try features.inputs(of: part), keeping: 0, on: workers).embeddings
      for (row, number) in part.enumerated() {
        embeddings[number] = Embedding(normalizing: rows.withRow(row) { Array($0) })
      }
    }
    return embeddings
  }
}
