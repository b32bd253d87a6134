import Glibc

/// An output cannot be written. What stood in its place still does.
package struct OutputFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// As a person named it.
  package let path: String
  package let reason: String
  package let remedy: String
  package let isForWantOfRoom: Bool

  package init(path: String, reason: String, remedy: String = "check the folder or name another place") {
    self.init(path: path, reason: reason, remedy: remedy, isForWantOfRoom: false)
  }

  private init(path: String, reason: String, remedy: String, isForWantOfRoom: Bool) {
    self.path = path
    self.reason = reason
    self.remedy = remedy
    self.isForWantOfRoom = isForWantOfRoom
  }

  package init(path: String, code: Int32) {
    if code == ENOSPC || code == EDQUOT {
      self.init(
        path: path, reason: "the disk is full", remedy: "make room there or name another place",
        isForWantOfRoom: true)
    } else {
      self.init(path: path, reason: String(cString: strerror(code)))
    }
  }

  package var description: String { "\(path): cannot be written: \(reason); \(remedy)" }
}
