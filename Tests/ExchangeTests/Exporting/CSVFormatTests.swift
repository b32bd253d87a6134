import Preferences
import Testing

@testable import Exchange

@Suite struct CSVFormatTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("a \"b\"", "\"a \"\"b\"\"\""), ("a\nb", "\"a\nb\""),
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
    ("=\"a\"", "\"'=\"\"a\"\"\""), ("a=b", "a=b"), ("é", "é"), ("a\r\nb", "\"a\r\nb\""),
    ("\r\n", "\"'\r\n\""),
    ("=\u{301}", "'=\u{301}"), ("'=1", "''=1"), ("'", "''"), ("\n=1", "\"'\n=1\""),
  ])
  func cellsAreQuotedAndGuarded(text: String, cell: String) {
    #expect(Array(CSVFormat.cell(text).utf8) == Array(cell.utf8))
  }

  /// As a reader of RFC 4180 has it, and then as the format's documentation says.
  private func read(_ cell: String) -> String {
    var bytes = Array(cell.utf8)
    let quote = UInt8(ascii: "\"")
    if bytes.first == quote {
      bytes = Array(bytes.dropFirst().dropLast())
      var (whole, place) = ([UInt8](), 0)
      while place < bytes.count {
        whole.append(bytes[place])
        place += bytes[place] == quote ? 2 : 1
      }
      bytes = whole
    }
    return String(decoding: bytes.first == UInt8(ascii: "'") ? bytes.dropFirst() : bytes[...], as: UTF8.self)
  }

  @Test func noTwoTextsAreOneCell() {
    var random = SeededSource(seed: 12)
    let signs = ["'", "=", "+", "-", "@", "\t", "\r", "\n", "\"", ",", "a", "é", "\u{301}"]
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        signs.randomElement(using: &random) ?? ""
      }.joined()
      #expect(Array(read(CSVFormat.cell(text)).utf8) == Array(text.utf8))
    }
  }

  @Test func aRowIsAChoice() throws {
    let records = try Records(prompt: "-a, cat", names: ["a", "b"], in: "/images")
    let (first, second) = (records.comparison.candidates[0], records.comparison.candidates[1])
    let text = try Records.export(
      [
        records.record(.preferred(second.image), shown: [1, 0]),
        records.record(.ranking([[first.image, second.image]])),
        records.record(.ranking([[first.image], [second.image]])),
      ], as: .csv
    ).text
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(
      lines[0] == """
        trial,choice,session,annotator,comparison,prompt,task,repetition,candidates,paths,generators,outcome,preferred,\
        ranking,flagged,note,response_ms,scores_visible,policy,probability,at,adjudicated,error_tags,adjudicated_pairs
        """)
    let trial = try records.record(.tie).trial.id
    #expect(
      lines[1] == """
        \(trial),00000000-0000-7001-8000-000000000001,00000000-0000-4002-8000-000000000002,mia,\
        \(records.comparison.id),"'-a, cat",prefer,0,\(second.image) \(first.image),\
        "[""\(second.path)"",""\(first.path)""]","[""\(second.generator ?? "")"",""\(first.generator ?? "")""]",\
        preferred,\(second.image),,false,,1234,false,random,0.5,2023-11-14T22:13:20.124Z,,,
        """)
    #expect(lines[2].contains(",ranking,,\(first.image) = \(second.image),"))
    #expect(lines[3].contains(",ranking,,\(first.image) > \(second.image),"))
    #expect(lines[4...] == [""])
  }
}
