import Glibc

/// The bytes of a file, mapped and never written to. Owns the mapping.
///
/// A program that shortens the file while it is mapped ends this one with SIGBUS; downloaders write beside the
/// place and rename, so that this stays out of scope.
///
/// Sendable though it holds a pointer: nobody writes to the bytes, and they live as long as this does.
package final class MappedFile: @unchecked Sendable {
  package let path: String
  package let count: Int
  let start: UnsafeRawPointer
  private let isMapped: Bool

  /// Costs a few system calls; pages are read when they are touched.
  package init(_ path: String) throws(CheckpointFault) {
    // Without O_NONBLOCK a pipe that nobody writes to would never open.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing(file: path) : .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw .unreadable(file: path, reason: isFolder ? "it is a folder" : "it is not a file")
    }
    guard status.st_size > 0 else { throw .unknownFormat(file: path, reason: "it is empty") }
    guard let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else {
      throw .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    self.path = path
    count = Int(status.st_size)
    self.start = UnsafeRawPointer(start)
    isMapped = true
  }

  /// Stands for a file whose bytes are in memory.
  package init(copying bytes: [UInt8], as path: String) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
    copy.copyBytes(from: bytes)
    self.path = path
    count = bytes.count
    start = UnsafeRawPointer(copy.baseAddress!)
    isMapped = false
  }

  /// All bytes; they live as long as `body` runs.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: start), count)
    } else {
      start.deallocate()
    }
  }

  /// Takes the pages that lie wholly in `range` out of this process's memory; touched again, they come back from
  /// the file.
  func giveBack(_ range: Range<Int>) {
    guard isMapped else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let first = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    guard first < end else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), end - first, MADV_DONTNEED)
  }

  /// The same for all pages.
  func giveBack() { giveBack(0..<count) }

  /// - Precondition: `offset` lies in the file.
  subscript(offset: Int) -> UInt8 {
    precondition(offset >= 0 && offset < count)
    return start.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// - Precondition: `range` lies in the file.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
  }

  func holds(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset <= count - bytes.count else { return false }
    return self.bytes(offset..<offset + bytes.count).elementsEqual(bytes)
  }

  /// The text of a range, or `nil` where it is not UTF-8.
  func text(_ range: Range<Int>) -> String? {
    String(validating: bytes(range), as: UTF8.self)
  }
}
