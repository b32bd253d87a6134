import Preferences

/// Prompts that have to be on one side of a split.
package struct PromptGroup: Hashable, Sendable {
  /// The one that decides for all.
  package let keeper: Prompt
  /// How many prompts there are in it.
  package let size: Int
  /// Whether these are several, and more than half of all there are.
  package let holdsMost: Bool

  package init(keeper: Prompt, size: Int, holdsMost: Bool) {
    self.keeper = keeper
    self.size = size
    self.holdsMost = holdsMost
  }

  /// - Parameter prompts: by their number in the groups.
  init(_ group: PromptGroups.Group, of prompts: [Prompt]) {
    self.init(keeper: prompts[group.keeper], size: group.size, holdsMost: group.holdsMost)
  }
}

extension TrainingData {
  /// The same with prompts as one that are one to a model. All that counts by prompt, such as weights, then counts them
  /// as one, and their groups are joined.
  /// - Parameter identity: of each prompt by its number, for the model that is trained.
  package func joiningPrompts(identity: (Int) -> [UInt8]) -> TrainingData {
    var numbering = Numbering<[UInt8], Int>()
    let numbers = prompts.indices.map { numbering.number(of: identity($0), $0) }
    guard numbering.values.count < prompts.count else { return self }
    // Groups hang together by their keepers, and these by the prompts that are one.
    var joined = PromptGroups(by: { Array($0.text.utf8) })
    var keepers: [Prompt] = []
    var holder: [Int: Prompt] = [:]
    for (prompt, number) in numbers.enumerated() {
      let group = groups[prompt]
      if joined.add(group.keeper, images: [], size: group.size) == keepers.count {
        keepers.append(group.keeper)
      }
      if let other = holder[number] {
        joined.join(group.keeper, other)
      } else {
        holder[number] = group.keeper
      }
    }
    let all = joined.groups()
    let merged = numbering.values.map { prompt in
      joined.number(of: groups[prompt].keeper).map { PromptGroup(all[$0], of: keepers) } ?? groups[prompt]
    }
    return TrainingData(
      prompts: numbering.values.map { prompts[$0] }, groups: merged, images: images,
      examples: examples.map {
        Example(prompt: numbers[$0.prompt], images: $0.images, judgement: $0.judgement)
      }, leftOut: leftOut)
  }

  /// The side of each prompt.
  package func sides(_ split: PromptSplit) throws(TrainingFault) -> [PromptSplit.Side] {
    guard !examples.isEmpty else { throw .noExamples(leftOut) }
    // Prompts without an example are no reason to leave a side empty.
    let used = Set(examples.map(\.prompt)).sorted()
    guard used.count > 1 else { throw .onePrompt(prompts[used[0]]) }
    guard Set(used.map { groups[$0].keeper }).count > 1 else { throw .oneGroup(prompts: used.count) }
    let places = groups.map { $0.holdsMost ? split.placeOfMost : split.place(of: $0.keeper) }
    var sides = places.map(split.side)
    for (prompt, side) in zip(used, split.sides(at: used.map { places[$0] })) { sides[prompt] = side }
    return sides
  }
}
