/// Finds where rows begin and end in a stream of bytes that comes in pieces.
protocol RowScanner {
  /// Reads on until a row ends or `bytes` does.
  mutating func scan(_ bytes: UnsafeRawBufferPointer) -> ScanStep

  /// What the end of the file means here.
  func end() -> ScanEnd

  /// The place of the row that was scanned last.
  var place: String { get }
}

struct ScanStep: Equatable {
  /// How many bytes were used up.
  let consumed: Int
  /// Which of them belong to the row.
  let row: Range<Int>
  let endsRow: Bool
}

enum ScanEnd: Equatable {
  /// Nothing is missing; what was scanned of a row is the row.
  case complete
  case fault(String)
}

/// JSON Lines: a row ends with its line.
struct LineScanner: RowScanner {
  private var line = 0
  private var isInLine = false

  var place: String { "line \(line)" }

  mutating func scan(_ bytes: UnsafeRawBufferPointer) -> ScanStep {
    if !isInLine { line += 1 }
    let feed = bytes.firstIndex(of: UInt8(ascii: "\n"))
    isInLine = feed == nil
    let end = feed ?? bytes.count
    return ScanStep(consumed: feed.map { $0 + 1 } ?? end, row: 0..<end, endsRow: feed != nil)
  }

  func end() -> ScanEnd { .complete }
}
