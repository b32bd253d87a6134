/// How many colours a terminal shows.
package enum ColorDepth: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Only attributes tell things apart.
  case mono
  case eight = "8"
  case sixteen = "16"
  case indexed256 = "256"
  case truecolor

  package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
