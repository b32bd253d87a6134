import Tensors

/// CLIP's own loss on some prompts and the images preferred for them: which of the prompts is an image's, and which of the
/// images a prompt's (Radford et al. 2021, arXiv 2103.00020). Teaches a model what words mean, which choices alone do slowly.
package struct Contrast: Hashable, Sendable {
  /// Rows and columns of the logits; no column twice.
  private let images: [Int]
  private let prompts: [Int]

  package init(images: [Int], prompts: [Int]) {
    precondition(images.count == prompts.count)
    self.images = images
    self.prompts = prompts
  }

  /// Adds the slopes of the cost by the logits.
  /// - Parameters:
  ///   - logits: (images, prompts)
  ///   - gradient: of the same shape.
  /// - Returns: the cost: the mean over both directions and all pairs, times the weight.
  package func cost(of logits: Matrix, weight: Double, addingSlopesTo gradient: Matrix) -> Double {
    let all = Array(images.indices)
    let share = weight / Double(max(1, 2 * all.count))
    var cost = 0.0
    for own in all {
      let contest = Contest(all, sharedBy: [own]).weighing(share)
      var slopes = [Double](repeating: 0, count: all.count)
      let row = logits.withRow(images[own]) { row in prompts.map { Double(row[$0]) } }
      cost += contest.cost(of: row, addingSlopesTo: &slopes)
      gradient.withRow(images[own]) { row in
        for (prompt, slope) in zip(prompts, slopes) { row[prompt] += Float(slope) }
      }
      slopes = [Double](repeating: 0, count: all.count)
      let column = images.map { image in logits.withRow(image) { Double($0[prompts[own]]) } }
      cost += contest.cost(of: column, addingSlopesTo: &slopes)
      for (image, slope) in zip(images, slopes) {
        gradient.withRow(image) { $0[prompts[own]] += Float(slope) }
      }
    }
    return cost
  }
}
