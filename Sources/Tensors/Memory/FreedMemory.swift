import Glibc
import Synchronization

/// Large stretches of memory that nobody uses any more, kept for the next who wants as much.
///
/// A training step asks for the same stretches as the one before. Getting them from the system, which fills them with
/// zeros, takes about as long as a forward pass saves by keeping what it has computed.
package enum FreedMemory {
  /// Keeps no more than so many bytes from now on, the latest first. It begins with 0.
  package static func keep(upTo bytes: Int) {
    kept.withLock { kept in
      kept.limit = max(0, bytes)
      kept.trim()
    }
  }

  /// Room for at least so many bytes, at an address that vector instructions and large pages like.
  static func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let size = size(byteCount)
    guard size >= largePage else {
      return .allocate(byteCount: byteCount, alignment: cacheLine)
    }
    if let start = kept.withLock({ $0.take(size) }) { return start }
    let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: largePage)
    // Gigabytes of weights in pages of 4 KiB would cost a second to touch for the first time. Only a wish: where the
    // system does not grant it, nothing is lost.
    madvise(start, size, MADV_HUGEPAGE)
    return start
  }

  /// - Parameter byteCount: what `take` was asked for.
  static func giveBack(_ start: UnsafeMutableRawPointer, _ byteCount: Int) {
    let size = size(byteCount)
    guard size >= largePage else { return start.deallocate() }
    kept.withLock { kept in
      kept.stretches.append(Stretch(start: start, size: size))
      kept.total += size
      kept.trim()
    }
  }

  private static func size(_ byteCount: Int) -> Int {
    byteCount < largePage ? byteCount : (byteCount + page - 1) / page * page
  }

  private static let cacheLine = 64
  private static let page = 4096
  private static let largePage = 2 << 20
  private static let kept = Mutex(Kept())

  /// Sendable, as an address is: what lies there belongs to nobody.
  private struct Stretch: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let size: Int
  }

  private struct Kept: Sendable {
    var limit = 0
    var total = 0
    /// The oldest first.
    var stretches: [Stretch] = []

    mutating func take(_ size: Int) -> UnsafeMutableRawPointer? {
      guard let index = stretches.lastIndex(where: { $0.size == size }) else { return nil }
      total -= size
      return stretches.remove(at: index).start
    }

    mutating func trim() {
      while total > limit {
        let oldest = stretches.removeFirst()
        total -= oldest.size
        oldest.start.deallocate()
      }
    }
  }
}
