import Preferences

/// Collects examples, choice by choice.
package struct TrainingDataBuilder {
  private let loss: Loss
  private let ties: Ties
  private let includesRevealed: Bool
  private let identity: PromptIdentity
  private var groups: PromptGroups
  /// All prompts by their number in the groups, also those without an example.
  private var texts: [Prompt] = []
  private var prompts = Numbering<[UInt8], Prompt>()
  /// Of prompts with an example, by their number in the groups.
  private var promptNumbers: [Int: Int] = [:]
  private var images = Numbering<ImageID, ImageFile>()
  private var examples: [Example] = []
  private var leftOut: [TrainingData.LeftOut: Int] = [:]

  /// - Parameters:
  ///   - identity: of prompts for the models that the same data are to be split alike for; what is one by it becomes one.
  ///   - includesRevealed: takes choices too that were made with scores in sight, and so may follow them.
  package init(
    loss: Loss, ties: Ties, promptIdentity identity: @escaping PromptIdentity, includesRevealed: Bool = false
  ) {
    self.loss = loss
    self.ties = ties
    self.identity = identity
    self.includesRevealed = includesRevealed
    groups = PromptGroups(by: identity)
  }

  package mutating func add(_ record: ChoiceRecord) {
    // What is left out holds prompts together too: an export of the same choices, which has more of them, splits them so.
    let prompt = record.trial.prompt
    let number = groups.add(prompt, images: record.trial.candidates.map(\.image))
    if number == texts.count { texts.append(prompt) }
    if let reason = taken(record, onPrompt: number) { leftOut[reason, default: 0] += 1 }
  }

  package consuming func data() -> TrainingData {
    let all = groups.groups()
    let used = prompts.values.map { prompt in
      groups.number(of: prompt).map { PromptGroup(all[$0], of: texts) }
        ?? PromptGroup(keeper: prompt, size: 1, holdsMost: false)
    }
    return TrainingData(
      prompts: prompts.values, groups: used, images: images.values, examples: examples, leftOut: leftOut)
  }

  /// - Returns: why it was not taken.
  private mutating func taken(_ record: ChoiceRecord, onPrompt number: Int) -> TrainingData.LeftOut? {
    if record.choice.scoresVisible, !includesRevealed { return .revealed }
    // In the order of their ids, which says nothing of the order on screen.
    let shown = record.trial.candidates.sorted { $0.image < $1.image }
    guard let judgement = Judgement(record.choice.outcome, of: shown.map(\.image)) else {
      return record.choice.outcome == .bothBad ? .bothBad : .skips
    }
    guard !loss.contests(of: judgement, among: shown.count, ties: ties).isEmpty else { return .ties }
    let places = shown.map { candidate in
      images.number(of: candidate.image, ImageFile(image: candidate.image, path: candidate.path))
    }
    let prompt = promptNumbers[number] ?? prompts.number(of: identity(texts[number]), texts[number])
    promptNumbers[number] = prompt
    examples.append(Example(prompt: prompt, images: places, judgement: judgement))
    return nil
  }
}

/// Values in the order in which their keys first came.
struct Numbering<Key: Hashable, Value> {
  private(set) var values: [Value] = []
  private var numbers: [Key: Int] = [:]

  /// - Parameter value: kept where the key is new.
  mutating func number(of key: Key, _ value: Value) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = values.count
    values.append(value)
    return values.count - 1
  }
}
