import Glibc

/// A file of weights cannot be written. What stood under its name still does.
package struct SaveFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let path: String
  package let reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  package init(path: String, code: Int32) {
    self.init(
      path: path,
      reason: code == ENOSPC || code == EDQUOT ? "the disk is full" : String(cString: strerror(code)))
  }

  package var description: String {
    "\(path): cannot be written: \(reason); make room there or name another place"
  }
}
