/// Where one group of objects is, seen from another.
package enum Relation: CaseIterable, Hashable, Sendable {
  case leftOf, rightOf, above, below, inside, on

  package var words: String {
    switch self {
    case .leftOf: "to the left of"
    case .rightOf: "to the right of"
    case .above: "above"
    case .below: "below"
    case .inside: "inside"
    case .on: "on"
    }
  }

  package var isSideways: Bool { self == .leftOf || self == .rightOf }

  /// The relations nobody takes for this one.
  package var contraries: [Relation] {
    switch self {
    case .leftOf: [.rightOf]
    case .rightOf: [.leftOf]
    case .above: [.below]
    case .below: [.above]
    case .inside: [.leftOf, .rightOf, .above]
    case .on: [.leftOf, .rightOf, .below]
    }
  }
}
