import Checkpoints
import Glibc
import Tensors

/// Matrices by 32 bytes that name them, in one file that only grows: what the frozen part of a tower makes of images or
/// prompts. Its floats are as the processor has them.
///
/// The header says how far the file is whole. What is appended counts from the moment that the header is written
/// anew, after all else is on the disk; what lies behind is overwritten by who comes next. Owns the descriptor, and with
/// it a lock: one process may add to the file, or any number read it.
final class FeatureFile {
  let path: String
  /// Whether nobody else has the file.
  private(set) var mayGrow: Bool
  private let descriptor: Int32
  private var places: [[UInt8]: Place] = [:]
  private var end = FeatureFile.headerSize

  private struct Place {
    let offset: Int
    let rows: Int
    let columns: Int
  }

  private static let magic = Array("konomi features 1".utf8) + [UInt8](repeating: 0, count: 15)
  private static let headerSize = 64
  /// So that matrices lie where vector instructions like them.
  private static let alignment = 64

  /// Opens a file, or makes one. A file that is not what it should be is begun anew.
  /// - Parameter key: 16 bytes that follow from all that decides what the matrices are.
  init(_ path: String, key: [UInt8]) throws(TrainingFault) {
    precondition(key.count == 16)
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cache(path: path, code: errno) }
    mayGrow = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    guard mayGrow || flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { throw inUse }
    if let whole = readHeader(key), readPlaces(upTo: whole) { return }
    guard mayGrow else { throw inUse }
    places = [:]
    end = Self.headerSize
    guard ftruncate(descriptor, 0) == 0 else { throw .cache(path: path, code: errno) }
    try write(Self.magic + key, at: 0)
    try seal()
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func holds(_ name: [UInt8]) -> Bool { places[name] != nil }

  /// What a matrix adds to the file.
  static func size(rows: Int, columns: Int) -> Int {
    (headerSize + rows * columns * 4 + alignment - 1) / alignment * alignment
  }

  /// Bytes that the file system would still take.
  var freeSpace: Int {
    var status = statvfs()
    guard fstatvfs(descriptor, &status) == 0 else { return .max }
    let (bytes, overflows) = Int(status.f_bavail).multipliedReportingOverflow(by: Int(status.f_frsize))
    return overflows ? .max : bytes
  }

  /// Adds matrices, each (rows, columns). They count from the next `seal` on.
  func append(_ matrices: [(name: [UInt8], tensor: Tensor)]) throws(TrainingFault) {
    for (name, tensor) in matrices {
      let (rows, columns) = (tensor.shape[0], tensor.shape[1])
      let sizes = [rows, columns].flatMap { size in
        withUnsafeBytes(of: UInt32(size).littleEndian) { Array($0) }
      }
      try write(name + sizes + [UInt8](repeating: 0, count: Self.headerSize - name.count - 8), at: end)
      try tensor.withUnsafeFloats { floats throws(TrainingFault) in
        try write(UnsafeRawBufferPointer(floats), at: end + Self.headerSize)
      }
      places[name] = Place(offset: end + Self.headerSize, rows: rows, columns: columns)
      end += Self.size(rows: rows, columns: columns)
    }
  }

  /// On return all that was appended survives the loss of power.
  func seal() throws(TrainingFault) {
    // The end of a file may lie behind its last byte: padding is not written.
    guard ftruncate(descriptor, off_t(end)) == 0, fdatasync(descriptor) == 0 else {
      throw .cache(path: path, code: errno)
    }
    try write(withUnsafeBytes(of: UInt64(end).littleEndian) { Array($0) }, at: 48)
    guard fdatasync(descriptor) == 0 else { throw .cache(path: path, code: errno) }
  }

  var inUse: TrainingFault {
    .cache(
      path: path, reason: "another training works with it; wait until it ends, or name another --cache")
  }

  /// All of it, mapped. Others may read the file from now on, and nobody adds to it before all have done with it.
  func mapped() throws(TrainingFault) -> MappedFeatures {
    mayGrow = false
    flock(descriptor, LOCK_SH)
    do {
      return MappedFeatures(
        try MappedFile(path), keeping: self,
        places: places.mapValues { ($0.offset, [$0.rows, $0.columns]) })
    } catch {
      throw .checkpoint(error)
    }
  }

  /// - Returns: how far the file is whole; `nil` where it is none of this key.
  private func readHeader(_ key: [UInt8]) -> Int? {
    guard let header = read(Self.headerSize, at: 0), Array(header[..<48]) == Self.magic + key else {
      return nil
    }
    let whole = header.number(UInt64.self, at: 48)
    guard whole >= Self.headerSize, lseek(descriptor, 0, SEEK_END) >= off_t(clamping: whole) else {
      return nil
    }
    return Int(whole)
  }

  private func readPlaces(upTo whole: Int) -> Bool {
    while end < whole {
      guard let header = read(Self.headerSize, at: end) else { return false }
      let (rows, columns) = (Int(header.number(UInt32.self, at: 32)), Int(header.number(UInt32.self, at: 36)))
      let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
      guard !overflows, count > 0, count <= (whole - end) / 4 else { return false }
      places[Array(header[..<32])] = Place(offset: end + Self.headerSize, rows: rows, columns: columns)
      end += Self.size(rows: rows, columns: columns)
    }
    return end == whole
  }

  private func read(_ count: Int, at offset: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return pread(descriptor, &bytes, count, off_t(offset)) == count ? bytes : nil
  }

  private func write(_ bytes: [UInt8], at offset: Int) throws(TrainingFault) {
    try bytes.withUnsafeBufferPointer { bytes throws(TrainingFault) in
      try write(UnsafeRawBufferPointer(bytes), at: offset)
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(TrainingFault) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw .cache(path: path, code: errno)
      }
    }
  }
}

extension [UInt8] {
  fileprivate func number<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number {
    Number(littleEndian: withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) })
  }
}

extension TrainingFault {
  static func cache(path: String, code: Int32) -> TrainingFault {
    .cache(
      path: path,
      reason: code == ENOSPC || code == EDQUOT
        ? "the disk is full; make room there, name another --cache, or train fewer blocks"
        : "\(String(cString: strerror(code))); check the folder, or name another --cache")
  }
}

/// Features in a mapped file.
///
/// Sendable, though it keeps what is not: the file is kept for its lock alone, and nothing of it is read or written.
final class MappedFeatures: @unchecked Sendable {
  private let file: MappedFile
  private let lock: FeatureFile
  private let places: [[UInt8]: (offset: Int, shape: [Int])]

  init(_ file: MappedFile, keeping lock: FeatureFile, places: [[UInt8]: (offset: Int, shape: [Int])]) {
    self.file = file
    self.lock = lock
    self.places = places
  }

  /// Nothing is copied.
  subscript(name: [UInt8]) -> Tensor? {
    guard let place = places[name] else { return nil }
    return file.withBytes { bytes in
      bytes.baseAddress.map {
        Tensor(
          shape: place.shape,
          borrowing: ($0 + place.offset).assumingMemoryBound(to: Float.self), of: self)
      }
    }
  }
}
