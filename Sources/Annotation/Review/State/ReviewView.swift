import Preferences

/// What is particular to the showing of one pair and gone with the next.
package struct ReviewView: Equatable, Sendable {
  var decidingTime = DecidingTime()
  /// When a frame with both candidates was first on its way to the terminal.
  var writtenAt: Int?
  package internal(set) var focus: Focus = .pair
  /// How many lines of the details are above the first shown.
  var scroll = 0

  package enum Focus: Equatable, Sendable {
    case pair
    /// One candidate alone, by the order on screen.
    case zoom(Int)
    case help
    case prompt
    case adjudicating
    /// The tags as marked so far.
    case tagging([String])
    case filtering
    case note(TextEntry)
    case search(TextEntry)
  }
}
