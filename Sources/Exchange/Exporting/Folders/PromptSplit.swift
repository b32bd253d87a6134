import Preferences

/// Puts all that belongs to one prompt on one side, so that a model is validated on prompts it has not seen. A keyed
/// hash of the prompt decides: the same prompts land on the same side whatever else is in the database.
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
    var fields = HashFields("split")
    fields.append(prompt.text)
    let place = Double(SipHash.ordering(seed: seed)(fields.bytes).high >> 11) * 0x1p-53
    return place < share ? .validation : .train
  }
}
