import TestSupport
import Testing

@testable import Exchange

/// Framing: where rows begin and end, whatever the size of the pieces a file is read in.
@Suite struct RowReaderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// `place text`, or `place ! reason`.
  private func rows(_ bytes: [UInt8], chunkSize: Int = 7, rowLimit: Int = 1000) throws -> [String] {
    let path = try folder.write(bytes, to: "rows")
    var reader = try RowReader(InputFile(path: path), rowLimit: rowLimit, chunkSize: chunkSize)
    var rows: [String] = []
    while let row = try reader.next() {
      switch row.content {
      case .success(let bytes): rows.append("\(row.place) \(String(decoding: bytes, as: UTF8.self))")
      case .failure(let fault): rows.append("\(row.place) ! \(fault.reason)")
      }
    }
    #expect(reader.bytesUsed == bytes.count)
    return rows
  }

  private func rows(_ text: String, rowLimit: Int = 1000) throws -> [String] {
    try rows(Array(text.utf8), rowLimit: rowLimit)
  }

  @Test func linesKeepTheirNumbersPastBlankOnes() throws {
    #expect(try rows("{\"a\":1}\n\n  \t\n{\"b\":2}") == ["line 1 {\"a\":1}", "line 4 {\"b\":2}"])
  }

  @Test func aByteOrderMarkAndCarriageReturnsAreNoPartOfARow() throws {
    let text = "\u{FEFF}{\"a\":1}\r\n\r\n{\"b\":2}\r\n"
    #expect(try rows(text) == ["line 1 {\"a\":1}\r", "line 3 {\"b\":2}\r"])
    #expect(try rows("\u{FEFF}\r\n[1,\r\n2]\r\n") == ["[0] 1", "[1] 2"])
  }

  @Test func anArrayYieldsItsElements() throws {
    let text = #" [ {"a":[1,{"b":"]"}]} , "x,y\"],[" ,[ ] ,] "#
    #expect(try rows(text) == [#"[0] {"a":[1,{"b":"]"}]} "#, #"[1] "x,y\"],[" "#, "[2] [ ] "])
    #expect(try rows("[]") == [])
    #expect(try rows("") == [])
  }

  @Test(arguments: [
    (#"[{"a":[},{"b":2}]"#, [#"[0] {"a":[}"#, #"[1] {"b":2}"#]),
    (#"[{"a":1]},{"b":2}]"#, [#"[0] {"a":1]}"#, #"[1] {"b":2}"#]),
    ("[{\"a\":\"x\n},{\"b\":2}]", ["[0] {\"a\":\"x\n}", "[1] {\"b\":2}"]),
    (#"[{"a":1}},{"b":2}]"#, [#"[0] {"a":1}}"#, #"[1] {"b":2}"#]),
    (#"[{"a":1},,{"b":2}]"#, [#"[0] {"a":1}"#, "[1] ", #"[2] {"b":2}"#]),
    (#"[{"a":1} {"b":2}]"#, [#"[0] {"a":1} {"b":2}"#]),
  ])
  func aBrokenElementDoesNotTakeTheNextWithIt(text: String, expected: [String]) throws {
    #expect(try rows(text) == expected)
  }

  @Test func anArrayThatEndsEarlySaysSo() throws {
    #expect(
      try rows(#"[{"a":1},{"b":"#) == [#"[0] {"a":1}"#, "[1] ! the file ends inside this row"])
    #expect(
      try rows(#"[{"a":1},"#)
        == [
          #"[0] {"a":1}"#, "[0] ! the file ends after this row, before its array does; rows may be missing",
        ])
  }

  @Test func whatFollowsAnArrayIsReported() throws {
    #expect(
      try rows("[1] [2]") == ["[0] 1", "[1] ! something follows the end of the array; it was not read"])
  }

  @Test func aRowBeyondTheLimitIsPassedOver() throws {
    let long = String(repeating: "x", count: 50)
    #expect(
      try rows("[\"\(long)\",2]", rowLimit: 40) == ["[0] ! the row is longer than 40 bytes", "[1] 2"])
    #expect(
      try rows("\(long)\n2\n\(long)", rowLimit: 40) == [
        "line 1 ! the row is longer than 40 bytes", "line 2 2", "line 3 ! the row is longer than 40 bytes",
      ])
  }

  @Test func objectsOverSeveralLinesAreRowsOfTheirOwn() throws {
    let first = "{\n  \"a\": [\n    {\"b\": \"}\"}\n  ]\n}"
    let path = try folder.write(first + "\n\n{\"c\":\n2}\n", to: "pretty.json")
    var reader = try RowReader(InputFile(path: path))
    var rows: [String] = []
    while let row = try reader.next() {
      rows.append("\(row.place) \(String(decoding: try row.content.get(), as: UTF8.self))")
    }
    #expect(rows == ["line 1 " + first, "line 7 {\"c\":\n2}"])
  }

  @Test func aFirstLineThatWasCutShortIsNotTakenForAPrettyPrintedObject() throws {
    #expect(try rows("{\"prompt\":\"p\n{\"a\":1}") == ["line 1 {\"prompt\":\"p", "line 2 {\"a\":1}"])
  }

  @Test func whatIsUsedIsNotWhatWasReadAhead() throws {
    let path = try folder.write("{\"a\":1}\n{\"b\":2}\n", to: "rows")
    var reader = try RowReader(InputFile(path: path))
    _ = try reader.next()
    #expect(reader.bytesUsed == 8)
  }

  @Test func depthHasNoEnd() throws {
    let deep = String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000)
    #expect(try rows("[\(deep),2]", rowLimit: 5000) == ["[0] \(deep)", "[1] 2"])
  }

  @Test(arguments: 1...20)
  func thePiecesDoNotMatter(seed: UInt64) throws {
    var random = SeededSource(seed: seed)
    let alphabet = Array("[]{},\"\\\n ab:1é".utf8)
    let noise = (0..<200).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    let bytes = Array("[".utf8) + noise
    let whole = try rows(bytes, chunkSize: 4096)
    #expect(try rows(bytes, chunkSize: Int.random(in: 4...30, using: &random)) == whole)
    let lines = Array("x".utf8) + noise
    #expect(try rows(lines, chunkSize: 5) == rows(lines, chunkSize: 4096))
  }
}
