import Glibc

/// A file that is locked while somebody holds it, with a few lines in it for others to read.
struct SittingLock: ~Copyable, Sendable {
  private let file: Int32
  let node: FileIdentity.Node?

  enum Outcome: ~Copyable {
    case taken(SittingLock)
    case heldByAnother(String)
    case failed(Int32)
  }

  private init(file: Int32, node: FileIdentity.Node?) {
    self.file = file
    self.node = node
  }

  deinit {
    close(file)
  }

  /// Makes the file where it is missing, for the eyes of those who may read `model`.
  static func take(_ path: String, withModeOf model: String) -> Outcome {
    // Whoever looks whether the file is held holds it for a moment.
    for attempt in 0..<50 {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard file >= 0 else { return .failed(errno) }
      let isTaken = flock(file, LOCK_EX | LOCK_NB) == 0
      if isTaken, let node = FileIdentity.Node(at: path), node == FileIdentity.Node(of: file) {
        var status = stat()
        if stat(model, &status) == 0 { fchmod(file, status.st_mode & 0o666) }
        return .taken(SittingLock(file: file, node: node))
      }
      let code = errno
      let text = read(file)
      close(file)
      // Not held by anybody: the file was taken away between opening and locking it.
      if isTaken { continue }
      if code != EWOULDBLOCK { return .failed(code) }
      if attempt >= 20 { return .heldByAnother(text) }
      usleep(5000)
    }
    return .failed(EBUSY)
  }

  /// What the holder of a file wrote; `nil` where nobody holds it.
  static func holdersText(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard flock(file, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return nil }
    return read(file)
  }

  /// Replaces what is in the file; readers see the one or the other.
  borrowing func write(_ text: String) {
    // Of one length, so that one call replaces all of it.
    var bytes = Array(text.utf8.prefix(Self.size))
    bytes += [UInt8](repeating: UInt8(ascii: "\n"), count: Self.size - bytes.count)
    _ = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
  }

  private static let size = 512

  private static func read(_ file: Int32) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, pread(file, buffer.baseAddress, buffer.count, 0))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
