/// Reads a manifest row by row, however long it is: a piece of the file and one row are in memory.
///
/// A file whose first byte, after a byte order mark and white space, is `[` is a JSON array; every other is
/// taken line by line. Blank lines are passed over.
struct RowReader {
  private let file: InputFile
  private var scanner: any RowScanner
  private let rowLimit: Int
  private var chunk: [UInt8]
  private var cursor = 0
  private var filled = 0
  private var row: [UInt8] = []
  private var isTooLong = false
  private var isAtEnd = false

  /// How much of the file has been read.
  private(set) var bytesRead = 0

  var byteCount: Int { file.byteCount }

  /// No row of a manifest comes near this; a file of another kind may have no line end at all.
  static let defaultRowLimit = 16 << 20

  init(
    path: String, rowLimit: Int = defaultRowLimit, chunkSize: Int = 256 << 10
  ) throws(ImportFault) {
    file = try InputFile(path: path)
    self.rowLimit = rowLimit
    chunk = [UInt8](repeating: 0, count: max(chunkSize, 4))
    scanner = LineScanner()
    try fill()
    skipByteOrderMark()
    if try firstByte() == UInt8(ascii: "[") { scanner = JSONArrayScanner() }
  }

  mutating func next() throws(ImportFault) -> RawRow? {
    while !isAtEnd {
      if cursor == filled {
        try fill()
        if isAtEnd { return lastRow() }
      }
      let step = chunk.withUnsafeBytes { bytes in
        let rest = UnsafeRawBufferPointer(rebasing: bytes[cursor..<filled])
        let step = scanner.scan(rest)
        if row.count + step.row.count > rowLimit {
          isTooLong = true
          row = []
        } else if !isTooLong {
          row.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[step.row]))
        }
        return step
      }
      cursor += step.consumed
      if step.endsRow, let row = takeRow() { return row }
    }
    return nil
  }

  private mutating func takeRow() -> RawRow? {
    defer {
      row.removeAll(keepingCapacity: row.count < 65_536)
      isTooLong = false
    }
    if isTooLong {
      return RawRow(
        place: scanner.place, content: .failure(RowFault("the row is longer than \(rowLimit) bytes")))
    }
    if scanner is LineScanner, row.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { return nil }
    return RawRow(place: scanner.place, content: .success(row))
  }

  private mutating func lastRow() -> RawRow? {
    switch scanner.end() {
    case .complete: row.isEmpty && !isTooLong ? nil : takeRow()
    case .fault(let reason): RawRow(place: scanner.place, content: .failure(RowFault(reason)))
    }
  }

  private mutating func fill() throws(ImportFault) {
    filled = try file.read(into: &chunk)
    cursor = 0
    bytesRead += filled
    isAtEnd = filled == 0
  }

  private mutating func skipByteOrderMark() {
    if filled >= 3, chunk[0] == 0xef, chunk[1] == 0xbb, chunk[2] == 0xbf { cursor = 3 }
  }

  /// Looks past white space in the first piece without using it up: lines are counted from the top.
  private func firstByte() throws(ImportFault) -> UInt8? {
    chunk[cursor..<filled].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
  }
}
