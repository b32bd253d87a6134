import Testing

@testable import Checkpoints

@Suite("JSON, strictly")
struct JSONCursorTests {
  private func cursor(_ bytes: [UInt8]) -> JSONCursor {
    JSONCursor(ByteCursor(MappedFile(copying: bytes, as: "x"), 0..<bytes.count, part: "json"))
  }

  private func string(_ json: String) throws -> String {
    var cursor = cursor(Array(json.utf8))
    let text = try cursor.string()
    try cursor.finish()
    return text
  }

  @Test("Texts with every kind of escape")
  func strings() throws {
    #expect(try string(#""a\"\\\/\b\f\n\r\té\u00e9\ud83d\ude00😀""#) == "a\"\\/\u{8}\u{c}\n\r\té\u{e9}😀😀")
    #expect(try string("\"\u{0}\"".replacing("\u{0}", with: "\\u0000")) == "\u{0}")
  }

  @Test(
    "Broken texts are refused",
    arguments: [
      #""a"#, #""\x""#, #""\u12g4""#, #""\ud83d""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\u0041""#,
      #""\ude00""#,
      "\"a\nb\"", "\"\\", "\"\\u00",
    ])
  func brokenStrings(json: String) {
    #expect(throws: CheckpointFault.self) { try string(json) }
  }

  @Test("Bytes that are no UTF-8 are refused")
  func encoding() {
    var json = cursor([0x22, 0xff, 0x22])
    #expect(
      throws: CheckpointFault.damaged(
        file: "x", part: "json", offset: 0, reason: "the text there is not UTF-8")
    ) {
      try json.string()
    }
  }

  private func isValid(_ text: String) -> Bool {
    var json = cursor(Array(text.utf8))
    return CheckpointFault.line {
      try json.skip()
      try json.finish()
    } == nil
  }

  @Test(
    "What RFC 8259 allows",
    arguments: [
      "0", "-0", "12", "-1.5e+3", "1E5", "0.0", "true", "false", "null", "\"\"", "[]", "{}",
      " [ 1 , \"a\" , { \"k\" : [ ] } ] ",
      "\t\n\r1",
    ])
  func valid(text: String) {
    #expect(isValid(text))
  }

  @Test(
    "What RFC 8259 does not allow",
    arguments: [
      "", "01", "+1", ".5", "1.", "1e", "1e+", "-", "tru", "nulL", "True", "NaN", "[1,]", "[,1]", "[1 2]",
      "{\"a\"}", "{\"a\":}",
      "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}", "[1}", "1 1", "'a'", "\u{feff}1", "[", "{",
    ])
  func invalid(text: String) {
    #expect(!isValid(text))
  }

  @Test("Nesting ends at a limit, long before the stack does")
  func depth() {
    #expect(isValid(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)))
    #expect(!isValid(String(repeating: "[", count: 65) + String(repeating: "]", count: 65)))
    #expect(!isValid(String(repeating: "[", count: 1_000_000)))
    #expect(!isValid(String(repeating: "{\"a\":", count: 100_000)))
  }
}
