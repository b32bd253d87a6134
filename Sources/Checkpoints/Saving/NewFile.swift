import Glibc

/// A file that appears under its name only when it is whole: written beside its place, then renamed into it.
/// What was there before stays until then. Owns the descriptor.
final class NewFile {
  let path: String
  private let temporary: String
  private var descriptor: Int32
  private var isCommitted = false

  init(_ path: String) throws(SaveFault) {
    self.path = path
    let suffix = ".\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
    temporary = Self.folder(of: path) + "." + Self.name(of: path) + suffix
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SaveFault(path: path, code: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted { unlink(temporary) }
  }

  func write(_ elements: [some FixedWidthInteger & BitwiseCopyable]) throws(SaveFault) {
    try elements.withUnsafeBufferPointer { elements throws(SaveFault) in
      try write(UnsafeRawBufferPointer(elements))
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SaveFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw SaveFault(path: path, code: errno)
      }
    }
  }

  /// Leaves the file without a name.
  /// - Returns: its descriptor, which the caller is to close.
  func takenApart() throws(SaveFault) -> Int32 {
    guard unlink(temporary) == 0 else { throw SaveFault(path: path, code: errno) }
    isCommitted = true
    defer { descriptor = -1 }
    return descriptor
  }

  /// Puts the file in its place. On return it survives the loss of power.
  func commit() throws(SaveFault) {
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw SaveFault(path: path, code: errno)
    }
    isCommitted = true
    let folder = Self.folder(of: path)
    let folderDescriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folderDescriptor >= 0 {
      fsync(folderDescriptor)
      close(folderDescriptor)
    }
  }

  /// With the slash at its end; empty for a name alone.
  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
  }

  private static func name(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.index(after: $0)...]) } ?? path
  }
}
