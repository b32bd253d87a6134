import Glibc

/// An open file or pipe, read from front to back. Owns the descriptor.
///
/// A pipe is read once: what a first look has read of it is kept, and comes again after `rewind`.
final class InputFile {
  /// As messages name it.
  let path: String
  /// `nil` for a pipe, which ends when its writer says so.
  let byteCount: Int?
  private let descriptor: Int32
  private let kind: Kind
  private let waiting: InputWaiting

  private var kept: [UInt8] = []
  private var isKeeping: Bool
  private var replayed = 0
  /// Once there it stays there: a terminal would ask for more.
  private var isAtEnd = false
  /// Whether anybody has the other end of a named pipe, or had it. Until then it is empty, and not at its end.
  private var hasHadWriter = false

  private enum Kind {
    case file
    /// Opened here, and not to be waited for by the system: what waits there hears no Ctrl-C.
    case namedPipe
    /// Came open with the process.
    case inherited
  }

  /// - Parameter path: `-` stands for standard input.
  /// - Parameter waiting: for a pipe.
  init(path: String, waiting: InputWaiting = InputWaiting()) throws(ImportFault) {
    self.path = path == "-" ? "standard input" : path
    self.waiting = waiting
    let inherited = Self.inheritedDescriptor(path)
    descriptor =
      if let inherited {
        fcntl(inherited, F_DUPFD_CLOEXEC, 0)
      } else {
        open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      }
    guard descriptor >= 0 else { throw Self.fault(path) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      let fault = Self.fault(path)
      close(descriptor)
      throw fault
    }
    let type = facts.st_mode & S_IFMT
    if type == S_IFDIR || type == S_IFBLK || type == S_IFCHR && isatty(descriptor) == 0 {
      close(descriptor)
      throw .notReadable(path: self.path, what: type == S_IFDIR ? "a folder" : "a device")
    }
    kind = inherited != nil ? .inherited : type == S_IFREG ? .file : .namedPipe
    let isWhole = type == S_IFREG && lseek(descriptor, 0, SEEK_CUR) == 0
    byteCount = isWhole ? Int(facts.st_size) : nil
    isKeeping = kind != .file
  }

  deinit { close(descriptor) }

  /// Overwrites the front of `chunk` with what comes next. Waits for a pipe.
  /// - Returns: how many bytes; 0 at the end of the file.
  func read(into chunk: inout [UInt8]) throws(ImportFault) -> Int {
    if !isKeeping, replayed < kept.count { return replay(into: &chunk) }
    if isAtEnd { return 0 }
    var wait = InputWait(for: path, waiting)
    while true {
      if kind == .inherited { _ = try wait.turn(descriptor) }
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 || count == 0 && (kind != .namedPipe || hasHadWriter) {
        hasHadWriter = true
        if isKeeping { kept += chunk[..<count] }
        isAtEnd = count == 0
        return count
      }
      if count < 0, errno == EAGAIN { hasHadWriter = true }
      guard count == 0 || errno == EINTR || errno == EAGAIN else { throw Self.fault(path) }
      if try wait.turn(descriptor, hasWriter: hasHadWriter) == .hungUp { hasHadWriter = true }
    }
  }

  /// Starts again from the front, once; from then on nothing is kept.
  func rewind() {
    if kind == .file {
      lseek(descriptor, 0, SEEK_SET)
      isAtEnd = false
    }
    isKeeping = false
  }

  private func replay(into chunk: inout [UInt8]) -> Int {
    let count = min(chunk.count, kept.count - replayed)
    chunk.replaceSubrange(..<count, with: kept[replayed..<replayed + count])
    replayed += count
    if replayed == kept.count {
      kept = []
      replayed = 0
    }
    return count
  }

  /// Opening such a path anew would fail for a socket, and would read a file from its front that a shell had begun.
  static func inheritedDescriptor(_ path: String) -> Int32? {
    if path == "-" || path == "/dev/stdin" { return STDIN_FILENO }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  private static func fault(_ path: String) -> ImportFault {
    errno == ENOENT
      ? .missing(path: path) : .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}

extension InputFile {
  /// The whole of a small file, or `nil` when it is longer than `limit`.
  static func contents(ofFileAt path: String, limit: Int) throws(ImportFault) -> [UInt8]? {
    let file = try InputFile(path: path)
    guard file.byteCount != nil else { throw .notReadable(path: path, what: "no plain file") }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = try file.read(into: &chunk)
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > limit { return nil }
    }
  }
}
