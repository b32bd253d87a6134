/// Reads a manifest row by row, however long it is: a piece of the file and one row are in memory.
///
/// A file whose first byte, after a byte order mark and white space, is `[` is a JSON array. One whose first line opens an
/// object and breaks off holds objects over several lines. Every other is taken line by line. Blank lines are passed over.
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

  /// The first bytes of the file, some thousands at most.
  private(set) var front: ArraySlice<UInt8> = []

  /// How much of the file has been read.
  private var bytesRead = 0

  /// How much of the file the rows so far take up.
  var bytesUsed: Int { bytesRead - (filled - cursor) }

  /// No row of a manifest comes near this; a file of another kind may have no line end at all.
  static let defaultRowLimit = 16 << 20

  init(
    _ file: InputFile, rowLimit: Int = defaultRowLimit, chunkSize: Int = 256 << 10
  ) throws(ImportFault) {
    self.file = file
    self.rowLimit = rowLimit
    chunk = [UInt8](repeating: 0, count: max(chunkSize, 4))
    scanner = LineScanner()
    try fillFront()
    skipByteOrderMark()
    if firstByte() == UInt8(ascii: "[") {
      scanner = JSONArrayScanner()
    } else if JSONObjectScanner.fits(chunk[cursor..<filled]) {
      scanner = JSONObjectScanner()
    }
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
      // A pipe may go on without end.
      if isTooLong, file.byteCount == nil { throw .endlessRow(path: file.path, limit: rowLimit) }
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
    if scanner is LineScanner, row.allSatisfy(Self.isSpace) { return nil }
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

  /// A pipe may give a few bytes at a time: reads on until they tell what kind of file it is.
  private mutating func fillFront() throws(ImportFault) {
    while filled < chunk.count, !Self.tellsKind(chunk[..<filled]) {
      var piece = [UInt8](repeating: 0, count: chunk.count - filled)
      let count = try file.read(into: &piece)
      if count == 0 { break }
      chunk.replaceSubrange(filled..<filled + count, with: piece[..<count])
      filled += count
    }
    bytesRead = filled
    front = ArraySlice(chunk[..<min(filled, 4096)])
  }

  private static func tellsKind(_ front: ArraySlice<UInt8>) -> Bool {
    guard front.count >= 8, let start = front.firstIndex(where: { !isSpace($0) }) else { return false }
    return front[start] == UInt8(ascii: "[") || front[start...].contains(UInt8(ascii: "\n"))
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  private mutating func skipByteOrderMark() {
    if filled >= 3, chunk[0] == 0xef, chunk[1] == 0xbb, chunk[2] == 0xbf { cursor = 3 }
  }

  /// Looks past white space in the first piece without using it up: lines are counted from the top.
  private func firstByte() -> UInt8? {
    chunk[cursor..<filled].first { !Self.isSpace($0) }
  }
}
