/// Under which conditions a session's choices were made: what the terminal was and could do, and how often a key
/// was refused. None of it is fixed when a session begins; what is kept is what was known last.
package struct SessionConditions: Hashable, Sendable {
  /// What the terminal calls itself, such as its answer to XTVERSION, or else its TERM; `nil` where not known.
  package var terminal: String?
  /// How many colours pictures are drawn in, in a word such as `truecolor` or `256`; `nil` where not known.
  package var colors: String?
  /// The screen, in cells; `nil` where not known.
  package var size: Size?
  /// Whether the terminal says when a frame is on the glass. Where it does not, response times run from the moment
  /// at which the frame was written; `nil` where not known.
  package var confirmsFrames: Bool?
  package var refusals: Refusals

  package init(
    terminal: String? = nil, colors: String? = nil, size: Size? = nil, confirmsFrames: Bool? = nil,
    refusals: Refusals = Refusals()
  ) {
    self.terminal = terminal
    self.colors = colors
    self.size = size
    self.confirmsFrames = confirmsFrames
    self.refusals = refusals
  }

  package struct Size: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// How many presses of keys that choose did not count, by reason.
  package struct Refusals: Hashable, Sendable {
    /// The key repeated itself while it was held down; one for each time that it was.
    package var held: Int
    /// The candidates' pictures were not there yet, or the choice before was still on its way to the disk.
    package var early: Int
    /// The pictures were there, but the terminal had not said that they are on the glass, or there was no room for
    /// them.
    package var unseen: Int

    package init(held: Int = 0, early: Int = 0, unseen: Int = 0) {
      self.held = held
      self.early = early
      self.unseen = unseen
    }
  }
}
