/// How far an import has come.
package struct ImportProgress: Hashable, Sendable {
  /// Rows dealt with, whether taken or rejected.
  package var rows = 0
  package var rejected = 0
  /// Votes that are equal to one before them, and count as further ones.
  package var repeatedVotes = 0
  /// Rows that went in without what reviewers decided on them.
  package var reviewsPassedOver = 0
  /// Answers that the source gives more than once.
  package var restated = 0
  /// What the rows dealt with take up.
  package var bytesRead = 0
  /// The size of all manifests; `nil` for a tree of folders and for a pipe, whose size shows at the end only.
  package let bytesTotal: Int?

  package init(rows: Int = 0, rejected: Int = 0, bytesRead: Int = 0, bytesTotal: Int?) {
    self.rows = rows
    self.rejected = rejected
    self.bytesRead = bytesRead
    self.bytesTotal = bytesTotal
  }
}

/// How an import ended. Whatever reached the sink before that stays.
package enum ImportEnd: Hashable, Sendable {
  case complete
  case cancelled
}
