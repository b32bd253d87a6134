/// A store whose file may be moved, removed or replaced while it is open.
package protocol RescuableStore: Sendable {
  /// Whether what is written now would not be found under the store's path.
  var hasMoved: Bool { get }

  /// Writes all that the store holds to a new file beside the lost one, and goes on there. Cost: that of copying it.
  /// - Returns: the new file's path; it is a database like any other.
  func rescue() throws(StoreFault) -> String
}
