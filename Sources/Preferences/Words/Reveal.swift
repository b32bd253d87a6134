/// When an annotator gets to see what the scorer says of a trial.
package enum Reveal: String, Hashable, Sendable, CaseIterable {
  /// While the next trial is up already.
  case after
  /// Once the choice is on disk, until a key is pressed.
  case pause
  /// Before the choice too: then it is not blind.
  case always
  case never
}
