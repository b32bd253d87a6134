import Preferences

/// Asks for one image at one size.
package struct PictureRequest: Hashable, Sendable {
  package enum Priority: Hashable, Sendable {
    /// On the screen now.
    case visible
    /// On the screen soon.
    case prefetch
  }

  package let key: PictureKey
  /// Files with the image's bytes, any of which will do: the same picture may lie in several places.
  package let paths: [String]
  package let priority: Priority
  /// Comes back with the result, so that the receiver can tell a stale one.
  package let token: UInt64

  package init(key: PictureKey, paths: [String], priority: Priority, token: UInt64) {
    self.key = key
    self.paths = paths
    self.priority = priority
    self.token = token
  }
}

/// The answer to one request.
package struct PictureDelivery: Hashable, Sendable {
  package let key: PictureKey
  /// The files that were tried for it, where all failed, or might have been.
  package let paths: [String]
  package let token: UInt64
  package let result: Result<CellPicture, ImageFault>

  package init(
    key: PictureKey, paths: [String], token: UInt64, result: Result<CellPicture, ImageFault>
  ) {
    self.key = key
    self.paths = paths
    self.token = token
    self.result = result
  }
}
