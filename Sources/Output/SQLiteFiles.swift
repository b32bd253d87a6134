import Glibc

/// Recognises a database and what SQLite keeps beside one, whatever they are called: no output may take their place.
package enum SQLiteFiles {
  /// - Returns: what a file is, in words; `nil` for all else.
  package static func kind(of path: String) -> String? {
    let start = beginning(of: path)
    if start.starts(with: database) { return "it is a database" }
    if start.starts(with: log) || start.starts(with: journal) { return "it is the log of a database" }
    for suffix in ["-wal", "-shm", "-journal"] where path.hasSuffix(suffix) {
      if beginning(of: String(path.dropLast(suffix.count))).starts(with: database) {
        return "it belongs to the database beside it"
      }
    }
    // One that is just being made.
    if start.isEmpty, access(path + "-wal", F_OK) == 0 || access(path + "-journal", F_OK) == 0 {
      return "it is a database"
    }
    return nil
  }

  /// https://www.sqlite.org/fileformat2.html, sections 1.3.1, 4.1 and 3.
  private static let database = Array("SQLite format 3\0".utf8)
  /// The eighth byte's lowest bit says how it is summed.
  private static let log: [UInt8] = [0x37, 0x7f, 0x06]
  private static let journal: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]

  private static func beginning(of path: String) -> [UInt8] {
    // To open a pipe would be noticed at its other end.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, 16, 0))
    }
  }
}
