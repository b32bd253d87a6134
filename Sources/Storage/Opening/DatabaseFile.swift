import FoundationEssentials
import Glibc
import Preferences

/// Looks at a file before SQLite does: SQLite would take over an empty or foreign file, and a newer file must
/// not be touched.
struct DatabaseFile {
  /// Absolute, so that SQLite never reads it as a URI.
  let path: String

  init(path: String) {
    self.path = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// Makes folder and file where they are missing, the file for its owner's eyes only, and checks the file where it is
  /// there; its mode stays as its owner set it.
  func prepareForWriting() throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var status = stat()
    if stat(folder, &status) != 0 {
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw StoreFault.cannotOpen(path: path, reason: "the folder \(folder) cannot be made")
      }
    }
    if stat(path, &status) == 0 { return try check(status, allowingEmpty: true) }
    // Who chose what is nobody else's to read: SQLite would let everybody, and gives its log the mode of the database. What
    // another process makes meanwhile is looked at by SQLite itself.
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file >= 0 { close(file) }
  }

  func checkExisting() throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw StoreFault.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    try check(status, allowingEmpty: false)
  }

  private func check(_ status: stat, allowingEmpty: Bool) throws {
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StoreFault.cannotOpen(path: path, reason: "it is not a file")
    }
    if status.st_size == 0, allowingEmpty { return }
    let header = try header()
    guard header.count == Self.headerSize, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw StoreFault.notADatabase(path: path)
    }
    try checkLength(header)
    // The rest is SQLite's to say: the newest header may still lie in the write-ahead log.
    guard Self.integer(in: header, at: 68) == Schema.application else { return }
    try Schema.check(
      version: Self.integer(in: header, at: 60), application: Schema.application, path: path)
  }

  /// SQLite would find a missing end only when it needs a page of it.
  private func checkLength(_ header: [UInt8]) throws {
    let pageCountIsValid = header[24..<28] == header[92..<96]
    // While there is a write-ahead log, pages may be on their way. Looked for before the length is taken, so
    // that a file which another process completes meanwhile is not called too short.
    guard pageCountIsValid, !FileManager.default.fileExists(atPath: path + "-wal") else { return }
    let pageSize = Int(header[16]) << 8 | Int(header[17])
    let expected = Self.integer(in: header, at: 28) * (pageSize == 1 ? 65_536 : pageSize)
    var status = stat()
    guard stat(path, &status) == 0, Int(status.st_size) < expected else { return }
    throw StoreFault.damaged(path: path, reason: "it ends after \(status.st_size) of \(expected) bytes")
  }

  private func header() throws -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw StoreFault.cannotOpen(path: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    return [UInt8](unsafeUninitializedCapacity: Self.headerSize) { buffer, count in
      count = fread(buffer.baseAddress, 1, Self.headerSize, file)
    }
  }

  /// The layout is fixed by https://www.sqlite.org/fileformat2.html, section 1.3.
  private static let headerSize = 100

  private static func integer(in header: [UInt8], at offset: Int) -> Int {
    header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}
