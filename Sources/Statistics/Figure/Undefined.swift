/// Why a figure has no value. Worded for a cell of a report, where it stands in the number's place.
package enum Undefined: Error, Hashable, Sendable {
  /// Nothing was observed.
  case noData
  /// Every judgement names the same category, so that chance alone explains the agreement.
  case noVariation
  /// Every item ties with every other, so that there is no order to compare.
  case allTied
  /// No item was judged by two.
  case noOverlap
  /// Items judged by different numbers of raters, where the method needs the same number for each.
  case unevenRaters
  /// Items that fall into groups, none of which was ever compared with another; indices of items, a group each.
  case disconnected([[Int]])
  /// Items that fall into groups, each preferred in every comparison with a later one, so that nothing bounds how far
  /// it stands above; indices of items, a group each.
  case separated([[Int]])
  /// The iteration ended before the answer was exact enough.
  case notConverged
  /// The formula's answer is infinite, such as the surprise at what was called impossible.
  case unbounded
  /// An input that is not a number, negative where it must not be, or outside of its range.
  case invalidInput
}

extension Undefined: CustomStringConvertible {
  package var description: String { "undefined: \(reason)" }

  /// The reason alone, in a few plain words.
  package var reason: String {
    switch self {
    case .noData: "no data"
    case .noVariation: "all in one category"
    case .allTied: "all tied"
    case .noOverlap: "no item judged by two"
    case .unevenRaters: "uneven numbers of raters"
    case .disconnected(let groups): "\(groups.count) groups never compared"
    case .separated: "some won or lost all"
    case .notConverged: "no convergence"
    case .unbounded: "infinite"
    case .invalidInput: "invalid input"
    }
  }
}
