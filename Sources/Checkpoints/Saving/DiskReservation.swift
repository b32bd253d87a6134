import Glibc

/// Room on a disk for a file that is to be written later. It has no name, and goes with the process that has it.
package final class DiskReservation {
  private let descriptor: Int32

  /// - Parameters:
  ///   - path: beside which it lies; a file of that name could be written there.
  ///   - bytes: that stay reserved.
  ///   - more: bytes that have to be free besides now, and are not kept.
  /// - Throws: where the file could not be written, for its name, its folder or its size.
  package init(for path: String, bytes: Int, more: Int = 0) throws(SaveFault) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let (folder, name) = slash.map { (path[...$0], path[path.index(after: $0)...]) } ?? ("", path[...])
    let place = "\(folder).\(name).room"
    descriptor = open(place, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0, unlink(place) == 0 else { throw SaveFault(path: path, code: errno) }
    let needed = bytes + more
    guard needed > 0 else { return }
    // Asked first: where a file system cannot reserve, glibc writes all of it.
    let code = free < needed ? ENOSPC : posix_fallocate(descriptor, 0, off_t(needed))
    guard code == 0 else {
      throw code == ENOSPC
        ? SaveFault(
          path: path,
          reason:
            "the disk is full: it takes \(Self.mebibytes(needed)) MiB, and \(Self.mebibytes(free)) MiB are free"
        )
        : SaveFault(path: path, code: code)
    }
    ftruncate(descriptor, off_t(bytes))
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Bytes that the file system would still take.
  private var free: Int {
    var status = statvfs()
    guard fstatvfs(descriptor, &status) == 0 else { return .max }
    let (bytes, overflows) = Int(status.f_bavail).multipliedReportingOverflow(by: Int(status.f_frsize))
    return overflows ? .max : bytes
  }

  private static func mebibytes(_ bytes: Int) -> String {
    let tenths = Int((Double(bytes) / 0x1p20 * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
