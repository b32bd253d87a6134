import CLIP
import Preferences

/// All that decides what comes out of a training, but for model and data.
package struct TrainingPlan: Hashable, Sendable {
  package var parts: TrainedParts
  package var recipe: Recipe
  package var loss = Loss.softmax
  package var ties = Ties.soft
  package var weighting = Weighting.none
  /// Weight of CLIP's own loss beside the choices', among those of a step.
  package var contrast = 0.0
  /// How far images are moved at the most as they are learnt from, of their side; only where all of the image tower is
  /// trained, since what its frozen part makes is kept.
  package var shift = 0.0
  package var split = PromptSplit()
  /// Decides the order of examples.
  package var seed: UInt64 = 0
  /// How often the model is validated, from before the first step to after the last; 2 or more.
  package var validations = 10
  /// After so many validations without a lower loss the training ends, and the weights of the lowest are kept; `nil`
  /// goes on to the end, and keeps the last.
  package var patience: Int?
  /// Bytes that the passes of a step may take besides the weights.
  package var memory = 2 << 30

  package init(parts: TrainedParts, recipe: Recipe) {
    self.parts = parts
    self.recipe = recipe
  }
}

extension TrainingPlan {
  /// Name and value of each setting, in an order that stays; for records, and to tell two plans apart.
  package var settings: [(name: String, value: String)] {
    [
      ("train", parts.description), ("loss", loss.rawValue), ("ties", ties.rawValue),
      ("weighting", weighting.rawValue), ("contrast", "\(contrast)"),
      ("shift", "\(shift)"),
      ("validation", "\(split.share)"), ("split-seed", "\(split.seed)"),
      ("seed", "\(seed)"), ("epochs", "\(recipe.epochs)"), ("batch", "\(recipe.batchSize)"),
      ("lr", "\(recipe.learningRate)"), ("weight-decay", "\(recipe.weightDecay)"),
      ("warm-up", "\(recipe.warmUpSteps)"), ("beta1", "\(recipe.firstDecay)"),
      ("beta2", "\(recipe.secondDecay)"), ("epsilon", "\(recipe.epsilon)"), ("clip", "\(recipe.clippedNorm)"),
      ("validations", "\(validations)"), ("patience", patience.map { "\($0)" } ?? "none"),
      ("memory", "\(memory >> 20)"),
    ]
  }
}

extension TrainedParts: CustomStringConvertible {
  /// As the command line has it: `image=10,text=6`.
  package var description: String {
    if image == .everything, text == .everything, logitScale { return "everything" }
    if image == .projection, text == .projection, logitScale { return "projections" }
    return "image=\(image),text=\(text)" + (logitScale ? "" : ",scale=nothing")
  }
}

extension TrainedDepth: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nothing: "nothing"
    case .projection: "projection"
    case .blocks(let count): "\(count)"
    case .everything: "everything"
    }
  }
}

extension TrainedParts {
  /// - Returns: `nil` for what is no list of parts, or trains nothing.
  package init?(_ text: String) {
    switch text {
    case "everything": self.init(image: .everything, text: .everything, logitScale: true)
    case "projections": self.init(image: .projection, text: .projection, logitScale: true)
    default:
      self.init(image: .nothing, text: .nothing, logitScale: true)
      var seen: Set<Substring> = []
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let words = part.split(separator: "=", omittingEmptySubsequences: false)
        guard words.count == 2, seen.insert(words[0]).inserted else { return nil }
        switch (words[0], TrainedDepth(words[1])) {
        case ("image", let depth?): image = depth
        case ("text", let depth?): self.text = depth
        case ("scale", .nothing): logitScale = false
        default: return nil
        }
      }
      guard image != .nothing || self.text != .nothing else { return nil }
    }
  }
}

extension TrainedDepth {
  fileprivate init?(_ word: Substring) {
    switch word {
    case "nothing": self = .nothing
    case "projection": self = .projection
    case "everything": self = .everything
    default:
      guard let count = Int(word), (0...10_000).contains(count) else { return nil }
      self = .blocks(count)
    }
  }
}
