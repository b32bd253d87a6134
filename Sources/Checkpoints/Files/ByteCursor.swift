/// Reads one part of a file from front to back, and never past its end.
struct ByteCursor {
  let file: MappedFile
  /// What the part is called in faults.
  let part: String
  /// In bytes from the start of the file.
  private(set) var position: Int
  let end: Int

  /// - Precondition: `range` lies in the file.
  init(_ file: MappedFile, _ range: Range<Int>, part: String) {
    precondition(range.lowerBound >= 0 && range.upperBound <= file.count)
    self.file = file
    self.part = part
    position = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { position == end }

  var next: UInt8? { position < end ? file[position] : nil }

  func damaged(_ reason: String, at offset: Int? = nil) -> CheckpointFault {
    .damaged(file: file.path, part: part, offset: offset ?? position, reason: reason)
  }

  mutating func byte() throws(CheckpointFault) -> UInt8 {
    guard position < end else { throw damaged("it ends too early") }
    defer { position += 1 }
    return file[position]
  }

  /// Passes the byte that `next` showed.
  mutating func advance() {
    if position < end { position += 1 }
  }

  /// The range of the next bytes.
  mutating func take(_ count: Int) throws(CheckpointFault) -> Range<Int> {
    guard count >= 0, count <= end - position else {
      throw damaged("\(count) bytes are announced and \(end - position) are left")
    }
    defer { position += count }
    return position..<position + count
  }

  /// A little-endian number of up to eight bytes.
  mutating func unsigned(_ width: Int) throws(CheckpointFault) -> UInt64 {
    guard width <= end - position else { throw damaged("it ends too early") }
    var value: UInt64 = 0
    for index in (0..<width).reversed() { value = value << 8 | UInt64(file[position + index]) }
    position += width
    return value
  }

  /// A little-endian number that counts or points at something, so that it has to fit.
  mutating func number(_ width: Int) throws(CheckpointFault) -> Int {
    let start = position
    guard let value = Int(exactly: try unsigned(width)) else {
      throw damaged("the number there is too large", at: start)
    }
    return value
  }
}
