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

  /// What the terminal says of itself. `NO_COLOR`, set to anything, wins (no-color.org); `COLORTERM` comes
  /// before terminfo, whose entries for truecolor few terminals use.
  package static func detect(environment: [String: String], terminfo: TerminfoColors) -> ColorDepth {
    if environment["NO_COLOR"]?.isEmpty == false { return .mono }
    if ["truecolor", "24bit"].contains(environment["COLORTERM"]) || terminfo.areDirect { return .truecolor }
    switch terminfo.count {
    case 256...: return .indexed256
    case 16...: return .sixteen
    case 8...: return .eight
    default: return .mono
    }
  }
}

/// What terminfo knows about colours.
package struct TerminfoColors: Hashable, Sendable {
  package let count: Int
  /// Colour numbers are red, green and blue themselves (the capability `RGB`).
  package let areDirect: Bool

  package init(count: Int, areDirect: Bool = false) {
    self.count = count
    self.areDirect = areDirect
  }
}
