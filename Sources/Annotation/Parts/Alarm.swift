/// A wish to be told when some time is over.
package struct Alarm: Hashable, Sendable {
  /// Comes back with the answer.
  package let token: Int
  package let milliseconds: Int

  package init(token: Int, milliseconds: Int) {
    self.token = token
    self.milliseconds = milliseconds
  }
}
