import Preferences

/// How a pair of a human and a model verdict counts. The four give different figures for the same data, so a figure
/// is never printed without the name of its convention.
package enum PairConvention: String, Hashable, Sendable, CaseIterable {
  /// Exact 1, a tie on one side only 0.5. A model ties where its two probabilities differ by no more than a stated
  /// t (Kirstain et al. 2023, arXiv 2305.01569).
  case pickscore
  /// 1 − discordant pairs / pairs, by ranking, and the mean over rankings; a tie on either side is not discordant
  /// (Wu et al. 2023, arXiv 2306.09341).
  case hpsv2
  /// Pairs that the person ties do not count, and a tie of the model is wrong (Xu et al. 2023, arXiv 2304.05977).
  case imagereward
  /// Concordant pairs and those tied by both, of all pairs; a model ties where its scores differ by no more than ε,
  /// which is calibrated (Deutsch et al. 2023, arXiv 2305.14324).
  case accEq = "acc_eq"

  /// What a pair earns. Only `imagereward` tells the person from the model: between two people, swapping them gives
  /// another figure there.
  package func credit(human: Verdict, model: Verdict) -> Credit {
    let isEqual = human == model
    switch self {
    case .pickscore: return isEqual ? .full : human == .tie || model == .tie ? .half : .none
    case .hpsv2: return isEqual || human == .tie || model == .tie ? .full : .none
    case .imagereward: return human == .tie ? .uncounted : isEqual ? .full : .none
    case .accEq: return isEqual ? .full : .none
    }
  }
}

/// What one pair earns under a convention.
package enum Credit: UInt8, Hashable, Sendable, CaseIterable {
  case none
  case half
  case full
  /// The convention leaves the pair out: it is neither right nor wrong.
  case uncounted

  /// 0, 0.5 or 1, or `nil` where the pair does not count.
  package var value: Double? { halves.map { Double($0) / 2 } }

  var halves: Int? { self == .uncounted ? nil : Int(rawValue) }
}
