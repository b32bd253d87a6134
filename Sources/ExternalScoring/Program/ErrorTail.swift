/// What a program writes to its standard error: each line goes to a log, and the last ones are kept for a fault to
/// show. In constant memory.
struct ErrorTail {
  private let log: @Sendable (String) -> Void
  private var buffer = LineBuffer()
  private var last: [String] = []

  private static let longestLine = 4096

  init(log: @escaping @Sendable (String) -> Void) {
    self.log = log
  }

  mutating func append(_ chunk: ArraySlice<UInt8>) {
    buffer.append(chunk)
    // Progress bars go back to the front of their line instead of ending it.
    while let line = buffer.next(endingAt: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      note(line)
    }
    if buffer.unfinishedCount > Self.longestLine { finish() }
  }

  /// Takes what is there for the last line.
  mutating func finish() {
    note(buffer.takeUnfinished())
  }

  /// The last lines that are not blank, in one; `nil` where there is none.
  var excerpt: String? {
    last.isEmpty ? nil : last.joined(separator: " | ")
  }

  private mutating func note(_ line: ArraySlice<UInt8>) {
    let plain = PlainText(line.prefix(Self.longestLine))
    guard !plain.text.isEmpty else { return }
    log(plain.text)
    last = last.suffix(2) + [plain.excerpt]
  }
}
