/// How many colours a terminal shows.
package enum ColorDepth: Hashable, Sendable, CaseIterable {
  /// The terminal's own two colours, taken as light on dark.
  case mono
  case sixteen
  /// The 240 of the 256 that no theme changes.
  case twoHundredFiftySix
  case trueColor
}

/// By what means a picture reaches the screen.
package enum GraphicsProtocol: Hashable, Sendable {
  /// Block characters with colours.
  case symbols(ColorDepth)
}
