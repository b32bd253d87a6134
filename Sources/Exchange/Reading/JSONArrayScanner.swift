/// A JSON array: a row is what stands between two commas of the outermost array.
///
/// Knows just enough of JSON to keep going past a broken row: a closing bracket closes the nearest one of its
/// kind, and a string ends with its line, since JSON allows no line feed in it.
struct JSONArrayScanner: RowScanner {
  private var state = State.beforeArray
  private var index = -1
  private var brackets: [UInt8] = []
  /// Brackets beyond `depthLimit`, which are counted but not told apart.
  private var deeper = 0
  private var isInString = false
  private var isEscaped = false

  private static let depthLimit = 512

  private enum State {
    case beforeArray
    case beforeRow
    case inRow
    case afterArray
    case inRemainder
  }

  var place: String { "[\(max(index, 0))]" }

  mutating func scan(_ bytes: UnsafeRawBufferPointer) -> ScanStep {
    var position = 0
    if state != .inRow && state != .inRemainder {
      position = skipToRow(bytes)
      if position == bytes.count {
        return ScanStep(consumed: position, row: position..<position, endsRow: false)
      }
    }
    if state == .inRemainder {
      return ScanStep(consumed: bytes.count, row: position..<bytes.count, endsRow: false)
    }
    return scanRow(bytes, from: position)
  }

  func end() -> ScanEnd {
    switch state {
    case .inRow: .fault("the file ends inside this row")
    case .beforeArray, .beforeRow:
      .fault("the file ends after this row, before its array does; rows may be missing")
    case .afterArray: .complete
    case .inRemainder: .fault("something follows the end of the array; it was not read")
    }
  }

  private mutating func skipToRow(_ bytes: UnsafeRawBufferPointer) -> Int {
    for position in 0..<bytes.count where !Self.isSpace(bytes[position]) {
      switch state {
      case .beforeArray:
        state = .beforeRow
      case .beforeRow where bytes[position] == UInt8(ascii: "]"):
        state = .afterArray
      case .beforeRow:
        state = .inRow
        index += 1
        return position
      case .afterArray:
        state = .inRemainder
        index += 1
        return position
      case .inRow, .inRemainder:
        return position
      }
    }
    return bytes.count
  }

  private mutating func scanRow(_ bytes: UnsafeRawBufferPointer, from start: Int) -> ScanStep {
    var position = start
    while position < bytes.count {
      if isInString {
        position = scanString(bytes, from: position)
        continue
      }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open(byte)
      case UInt8(ascii: ",") where brackets.isEmpty:
        state = .beforeRow
        return ScanStep(consumed: position + 1, row: start..<position, endsRow: true)
      case UInt8(ascii: "]") where brackets.isEmpty:
        state = .afterArray
        return ScanStep(consumed: position + 1, row: start..<position, endsRow: true)
      case UInt8(ascii: "}"):
        close(UInt8(ascii: "{"))
      case UInt8(ascii: "]"):
        close(UInt8(ascii: "["))
      default:
        break
      }
      position += 1
    }
    return ScanStep(consumed: position, row: start..<position, endsRow: false)
  }

  private mutating func scanString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") {
        isInString = false
        break
      }
    }
    return position
  }

  private mutating func open(_ bracket: UInt8) {
    if brackets.count < Self.depthLimit { brackets.append(bracket) } else { deeper += 1 }
  }

  private mutating func close(_ opening: UInt8) {
    if deeper > 0 {
      deeper -= 1
    } else if let nearest = brackets.lastIndex(of: opening) {
      brackets.removeSubrange(nearest...)
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }
}
