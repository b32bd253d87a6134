/// Puts all that belongs to one prompt on one side, so that a model is validated on prompts it has not seen. A keyed
/// hash of the prompt decides; for prompts that have to stay together, as `PromptGroups` finds them, that of one of them.
package struct PromptSplit: Hashable, Sendable {
  /// How much goes to validation: from 0 to below 1.
  package let share: Double
  package let seed: UInt64

  package init(share: Double = 0.1, seed: UInt64 = 0) {
    self.share = share
    self.seed = seed
  }

  package enum Side: String, Hashable, Sendable, CaseIterable {
    case train
    case validation
  }

  package func side(of prompt: Prompt) -> Side {
    side(at: place(of: prompt))
  }

  package func side(at place: Double) -> Side {
    place < share ? .validation : .train
  }

  /// The side of each place. Where these would leave a side empty, the one that comes closest changes over: two
  /// different places or more leave none empty, unless the share is 0.
  package func sides(at places: [Double]) -> [Side] {
    var bound = share
    if let lowest = places.min(), let highest = places.max(), share > 0, lowest < highest {
      // `bound` itself stays in training.
      if lowest >= bound { bound = lowest.nextUp }
      if highest < bound { bound = highest }
    }
    return places.map { $0 < bound ? .validation : .train }
  }

  /// Of a group with more than half of all prompts: on the larger side, since a hash might leave little to learn from.
  package var placeOfMost: Double { share > 0.5 ? 0 : 1 }

  /// From 0 to below 1.
  package func place(of prompt: Prompt) -> Double {
    var fields = HashFields("split")
    fields.append(prompt.text)
    return Double(SipHash.ordering(seed: seed)(fields.bytes).high >> 11) * 0x1p-53
  }
}
