import FoundationEssentials
import Glibc

/// Where the bytes of an output go that a person named. Everything that is written under a name from the command line
/// asks here first.
///
/// Links are followed: what they point to is written, and they stay. A database, and what SQLite keeps beside one, is never
/// written over. A plain file that is there is replaced only when that was asked for; an empty one holds nothing to lose.
package enum OutputPlace: Hashable, Sendable {
  /// Standard output, or another descriptor that konomi was started with.
  case descriptor(Int32, name: String)
  /// A pipe or a device: opened and written to as it is.
  case stream(path: String)
  /// A plain file, there or not.
  case file(File)

  package struct File: Hashable, Sendable {
    /// As the person named it.
    package let name: String
    /// Where it lies: absolute, and no link.
    package let path: String
    /// Whether the name is a link to the path.
    package let isLinked: Bool
    /// Whether what is there may be replaced.
    let replaces: Bool
    /// What the new file takes over from the old one.
    let old: Owner?

    struct Owner: Hashable, Sendable {
      let mode: mode_t
      let user: uid_t
      let group: gid_t
    }
  }

  /// - Parameters:
  ///   - name: `-` is standard output.
  ///   - replaces: whether a plain file that is there may be replaced.
  ///   - option: how the person allows that, for the refusal.
  package init(_ name: String, replacing replaces: Bool, by option: String = "--force") throws(OutputFault) {
    if name == "-" {
      self = try Self.open(STDOUT_FILENO, name: "standard output")
      return
    }
    var path = Self.absolute(name)
    var links = 0
    while true {
      if let descriptor = Self.descriptor(named: path) {
        self = try Self.open(descriptor, name: name)
        return
      }
      guard let target = Self.target(ofLink: path) else { break }
      links += 1
      guard links <= 40 else { throw OutputFault(path: name, code: ELOOP) }
      path = target.hasPrefix("/") ? target : FilePath.folder(ofUnresolved: path) + target
    }
    var status = stat()
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFIFO, S_IFCHR:
        self = .stream(path: path)
        return
      case S_IFDIR:
        throw OutputFault(path: name, reason: "it is a folder", remedy: "name a file in it")
      default:
        throw OutputFault(path: name, reason: "it is a socket or a disk", remedy: "name a file")
      }
    } else if errno != ENOENT {
      throw OutputFault(path: name, code: errno)
    } else if path.hasSuffix("/") {
      throw OutputFault(path: name, reason: "it is the name of a folder", remedy: "name a file in it")
    } else {
      status.st_nlink = 0
    }
    if let kind = SQLiteFiles.kind(of: path) {
      throw OutputFault(path: name, reason: kind, remedy: "name another file")
    }
    let isThere = status.st_nlink > 0
    // What appears whole grows in the folder first.
    if access(FilePath.folder(ofUnresolved: path), W_OK | X_OK) != 0 {
      throw OutputFault(path: name, code: errno)
    }
    if isThere, access(path, W_OK) != 0 { throw OutputFault(path: name, code: errno) }
    guard !isThere || replaces || status.st_size == 0 else {
      throw OutputFault(
        path: name, reason: "it is there already, \(Self.facts(status))",
        remedy: "\(option) replaces it, or name another file")
    }
    self = .file(
      File(
        name: name, path: path, isLinked: links > 0, replaces: replaces || isThere,
        old: isThere
          ? File.Owner(mode: status.st_mode & 0o7777, user: status.st_uid, group: status.st_gid) : nil))
  }

  /// Size and age of what is there, so that the person can tell what it is.
  private static func facts(_ status: stat) -> String {
    var digits = String(status.st_size)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    let time = Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec))
    return "\(digits) bytes of \(time.formatted(.iso8601))"
  }

  /// As the kernel reads it: `..` behind a link leads to another place than its text says.
  private static func absolute(_ name: String) -> String {
    name.hasPrefix("/") ? name : FileManager.default.currentDirectoryPath + "/" + name
  }

  private static func target(ofLink path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }
}

extension OutputPlace {
  /// The descriptor that a name stands for. It is written to where it stands: opened anew by its name, a file that output
  /// was led to would be written from its beginning.
  private static func descriptor(named path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default: break
    }
    for folder in ["/dev/fd/", "/proc/self/fd/", "/proc/\(getpid())/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  private static func open(_ descriptor: Int32, name: String) throws(OutputFault) -> OutputPlace {
    let flags = fcntl(descriptor, F_GETFD)
    // Ours are closed on exec, all of them; what was handed to us is not.
    guard flags >= 0, flags & FD_CLOEXEC == 0 else { throw OutputFault(path: name, code: EBADF) }
    if let kind = SQLiteFiles.kind(of: "/proc/self/fd/\(descriptor)") {
      throw OutputFault(path: name, reason: kind, remedy: "lead the output elsewhere")
    }
    return .descriptor(descriptor, name: name)
  }
}

extension FilePath {
  /// What stands before the last name, with its slash.
  fileprivate static func folder(ofUnresolved path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
  }
}
