/// How much agreement there is in two categories of an ordered row of categories, from 1 for the same one
/// down to 0 for the two ends: Cohen's weights (1968), as Gwet's AC2 takes them too.
package enum CategoryWeights: Hashable, Sendable, CaseIterable {
  /// Only the same category agrees; the order does not count.
  case identity
  /// Falls with the distance.
  case linear
  /// Falls with the distance squared.
  case quadratic

  /// - Parameter categories: how many there are, all equally far from their neighbours.
  package func agreement(_ first: Int, _ second: Int, categories: Int) -> Double {
    guard first != second else { return 1 }
    let distance = Double(abs(first - second)) / Double(categories - 1)
    return switch self {
    case .identity: 0
    case .linear: 1 - distance
    case .quadratic: 1 - distance * distance
    }
  }
}
