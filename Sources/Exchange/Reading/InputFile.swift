import Glibc

/// An open file, read from front to back. Owns the descriptor.
final class InputFile {
  let path: String
  let byteCount: Int
  private let descriptor: Int32

  init(path: String) throws(ImportFault) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else { throw Self.fault(path) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      let fault = Self.fault(path)
      close(descriptor)
      throw fault
    }
    byteCount = Int(facts.st_size)
  }

  deinit { close(descriptor) }

  /// Overwrites the front of `chunk` with what comes next.
  /// - Returns: how many bytes; 0 at the end of the file.
  func read(into chunk: inout [UInt8]) throws(ImportFault) -> Int {
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      guard errno == EINTR else { throw Self.fault(path) }
    }
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
