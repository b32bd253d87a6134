import CLIP
import Tensors

/// Slopes of CLIP's own loss by the embeddings of a batch that goes through the model in parts. Every prompt is told from
/// every image of the batch, as if it were one: all are embedded first, then each part takes the slopes of what it has
/// (Gao, Zhang, Han & Callan 2021, arXiv 2101.06983).
struct ContrastSlopes {
  fileprivate var images: [Int: [Float]]
  fileprivate var prompts: [Int: [Float]]

  /// Adds what belongs to a part, once, though an image or a prompt may be in several.
  mutating func move(
    to part: MicroBatches.Part, images imageGradient: Matrix, prompts promptGradient: Matrix
  ) {
    Self.move(&images, part.images, to: imageGradient)
    Self.move(&prompts, part.prompts, to: promptGradient)
  }

  private static func move(_ slopes: inout [Int: [Float]], _ numbers: [Int], to gradient: Matrix) {
    for (row, number) in numbers.enumerated() {
      guard let slopes = slopes.removeValue(forKey: number) else { continue }
      gradient.withRow(row) { row in for column in row.indices { row[column] += slopes[column] } }
    }
  }
}

extension Trainer {
  /// Of the first choice on each prompt, the best image, or the first of those that share its place.
  func contrasted(_ examples: [Int]) -> (images: [Int], prompts: [Int]) {
    var (images, prompts): ([Int], [Int]) = ([], [])
    var seen: Set<Int> = []
    for number in examples {
      let example = data.examples[number]
      guard let best = example.judgement.best.first, seen.insert(example.prompt).inserted else { continue }
      images.append(example.images[best])
      prompts.append(example.prompt)
    }
    return (images, prompts)
  }

  /// Adds to the gradient of the logit scale too. Costs a forward pass of what is contrasted.
  func contrastSlopes(of batch: [Int]) throws(TrainingFault) -> ContrastSlopes {
    let pairs = contrasted(batch)
    let shown = Set(pairs.images).sorted()
    let rows = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    let imageEmbeddings = try embedded(shown, by: model.image) { numbers throws(TrainingFault) in
      shifted(try images.inputs(of: numbers), of: numbers)
    }
    let promptEmbeddings = try embedded(pairs.prompts, by: model.text) { numbers throws(TrainingFault) in
      try prompts.inputs(of: numbers)
    }
    let cosines = ScaledCosines(
      images: imageEmbeddings, prompts: promptEmbeddings, logitScale: model.logitScale, on: workers)
    let gradient = Matrix(zeros: shown.count, columns: pairs.prompts.count)
    _ = Contrast(images: pairs.images.map { rows[$0] ?? 0 }, prompts: Array(pairs.prompts.indices))
      .cost(of: cosines.logits, weight: plan.contrast, addingSlopesTo: gradient)
    let slopes = cosines.backward(from: gradient, on: workers)
    func byNumber(_ matrix: Matrix, _ numbers: [Int]) -> [Int: [Float]] {
      Dictionary(
        uniqueKeysWithValues: numbers.enumerated().map { row, number in
          (number, matrix.withRow(row) { Array($0) })
        })
    }
    return ContrastSlopes(
      images: byNumber(slopes.images, shown), prompts: byNumber(slopes.prompts, pairs.prompts))
  }

  /// (numbers, embedding), of any length.
  private func embedded<Stem: TowerStem>(
    _ numbers: [Int], by tower: Tower<Stem>,
    _ inputs: ([Int]) throws(TrainingFault) -> [TowerInput<Stem.Source>]
  ) throws(TrainingFault) -> Matrix {
    let all = Matrix(rows: numbers.count, columns: model.architecture.embedding)
    let size = microBatches.imagesEmbedded
    for start in stride(from: 0, to: numbers.count, by: size) {
      let part = Array(numbers[start..<min(start + size, numbers.count)])
      let rows = tower.forward(try inputs(part), keeping: 0, on: workers).embeddings
      for row in part.indices {
        let embedding = rows.withRow(row) { Array($0) }
        all.withRow(start + row) { target in
          for column in target.indices { target[column] = embedding[column] }
        }
      }
    }
    return all
  }
}
