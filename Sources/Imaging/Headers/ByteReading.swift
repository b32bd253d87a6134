/// Numbers inside the bytes of a file; `nil` where the file has ended.
extension [UInt8] {
  enum ByteOrder {
    case big
    case little
  }

  /// An unsigned number of `count` bytes, up to four.
  func number(at offset: Int, count: Int, _ order: ByteOrder) -> Int? {
    guard offset >= 0, offset <= self.count - count else { return nil }
    var value = 0
    for index in 0..<count {
      value = value << 8 | Int(self[order == .big ? offset + index : offset + count - 1 - index])
    }
    return value
  }

  func byte(at offset: Int) -> Int? {
    number(at: offset, count: 1, .big)
  }

  func holds(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset <= count - text.utf8CodeUnitCount else { return false }
    return self[offset..<offset + text.utf8CodeUnitCount].elementsEqual(
      UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
