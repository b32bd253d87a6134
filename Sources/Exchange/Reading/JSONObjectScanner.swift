/// JSON objects one after the other, each over as many lines as it likes, as pretty printers write them.
///
/// Like the scanner of arrays it knows just enough of JSON to find where an object ends.
struct JSONObjectScanner: RowScanner {
  private var line = 1
  /// Where the row began.
  private var firstLine = 1
  private var depth = 0
  private var isInRow = false
  private var isInString = false
  private var isEscaped = false

  var place: String { "line \(firstLine)" }

  mutating func scan(_ bytes: UnsafeRawBufferPointer) -> ScanStep {
    var start = 0
    for position in 0..<bytes.count {
      let byte = bytes[position]
      if !isInRow {
        if byte == UInt8(ascii: "\n") { line += 1 }
        if byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { continue }
        isInRow = true
        firstLine = line
        start = position
      }
      if endsRow(byte) {
        isInRow = false
        return ScanStep(consumed: position + 1, row: start..<position + 1, endsRow: true)
      }
    }
    return ScanStep(consumed: bytes.count, row: isInRow ? start..<bytes.count : 0..<0, endsRow: false)
  }

  func end() -> ScanEnd {
    isInRow ? .fault("the file ends inside this row") : .complete
  }

  private mutating func endsRow(_ byte: UInt8) -> Bool {
    if byte == UInt8(ascii: "\n") {
      line += 1
      isInString = false
    }
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
      return false
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth = max(0, depth - 1)
      return depth == 0
    default: break
    }
    return false
  }
}

extension JSONObjectScanner {
  /// Whether a file that begins with these bytes holds objects over several lines: its first line opens one and breaks
  /// off where JSON goes on. A line that was cut short ends elsewhere.
  static func fits(_ front: ArraySlice<UInt8>) -> Bool {
    let text = front.drop { isSpace($0) }
    guard text.first == UInt8(ascii: "{"), let feed = text.firstIndex(of: UInt8(ascii: "\n")),
      let last = text[..<feed].last(where: { !isSpace($0) })
    else { return false }
    return [UInt8]("{[,:".utf8).contains(last)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }
}
