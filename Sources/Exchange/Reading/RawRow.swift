/// One row of a manifest as it stands in the file.
struct RawRow: Equatable {
  /// `line 12` or `[11]`.
  let place: String
  let content: Result<[UInt8], RowFault>
}

/// Why a row cannot be taken.
package struct RowFault: Error, Hashable, Sendable {
  package let reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

/// A row that was left out of an import, and why; the rest goes in.
package struct RejectedRow: Hashable, Sendable {
  package let file: String
  /// Where in the file: `line 12`, `[11]`, or `folder` for a folder with a prompt.
  package let at: String
  package let reason: String

  package init(file: String, at: String, reason: String) {
    self.file = file
    self.at = at
    self.reason = reason
  }
}

extension RejectedRow: Error, CustomStringConvertible {
  package var description: String { "\(file): \(at): \(reason)" }
}
