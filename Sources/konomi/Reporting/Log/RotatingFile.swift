import Glibc
import Output

/// A file that lines are added to, by any number of processes. When it has grown to its limit it becomes the old one, `.1`
/// behind its name, in the place of the one before: the two together are the most that there is. For its owner's eyes only.
struct RotatingFile: ~Copyable {
  private let path: String
  private let limit: Int
  private var descriptor: Int32

  /// - Parameter limit: in bytes.
  /// - Returns: `nil` where the file cannot be opened, or is not one that can be added to.
  init?(path: String, limit: Int) {
    guard let descriptor = Self.opened(path) else { return nil }
    self.path = path
    self.limit = limit
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Adds a line, with its end. What cannot be written is lost.
  mutating func write(_ line: [UInt8]) {
    followOthers()
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) + line.count > limit, status.st_size > 0
    {
      turn()
    }
    // One write a line: O_APPEND keeps lines of several processes whole.
    _ = line.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Another process may have made this the old file.
  private mutating func followOthers() {
    if isStillThere { return }
    guard let new = Self.opened(path) else { return }
    close(descriptor)
    descriptor = new
  }

  private mutating func turn() {
    // Two that did so at once would throw a fresh file away.
    guard flock(descriptor, LOCK_EX) == 0 else { return }
    defer { flock(descriptor, LOCK_UN) }
    guard isStillThere else { return followOthers() }
    guard rename(path, path + ".1") == 0 else { return }
    followOthers()
  }

  private var isStillThere: Bool {
    var (ours, theirs) = (stat(), stat())
    return fstat(descriptor, &ours) == 0 && stat(path, &theirs) == 0 && ours.st_ino == theirs.st_ino
      && ours.st_dev == theirs.st_dev
  }

  private static func opened(_ path: String) -> Int32? {
    // A log is no reason to wait for somebody who reads a pipe, or to write into what is no log.
    guard SQLiteFiles.kind(of: path) == nil else { return nil }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o600)
    return descriptor >= 0 ? descriptor : nil
  }
}
