/// What a key may ask for.
package enum Command: Hashable, Sendable {
  /// The candidate at this place, from 0.
  case pick(Int)
  case pickLeft
  case pickRight
  case moveLeft
  case moveRight
  case moveUp
  case moveDown
  case pickCursor
  case tie
  case joinRank
  case unrank
  case commitRanking
  case bothBad
  case skip
  case flag
  case note
  case undo
  case redo
  case zoom
  case nextCandidate
  case fullPrompt
  case help
  case retry
  /// From a database that is no longer there.
  case rescue
  case panel
  /// From a result to the next trial.
  case goOn
  case back
  case quit
}

/// Where a key counts.
package enum KeyContext: String, Hashable, Sendable, CaseIterable {
  case pair
  case best
  case rank
  case zoom
  /// What the scorer says of the trial just judged is on screen.
  case result
  /// Help or the full prompt is open.
  case window
  /// No trial is on screen.
  case idle
}
