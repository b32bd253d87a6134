import TestSupport
import Testing

@testable import ExternalScoring

@Suite("What a program writes")
struct TextTests {
  @Test("lines are the same in whatever pieces they come")
  func lines() {
    let bytes = Array("first\n\nthird é\nlast".utf8)
    for size in 1...bytes.count {
      var buffer = LineBuffer()
      var lines: [String] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        buffer.append(bytes[start..<min(start + size, bytes.count)])
        while let line = buffer.next() { lines.append(String(decoding: line, as: UTF8.self)) }
      }
      #expect(lines == ["first", "", "third é"])
      #expect(buffer.unfinishedCount == 4)
      #expect(Array(buffer.takeUnfinished()) == Array("last".utf8))
      #expect(buffer.unfinishedCount == 0)
    }
  }

  @Test("what acts on a terminal becomes a space")
  func plainText() {
    #expect(PlainText("\u{1b}[2J a\t\tb\u{202e}c\u{7}\n").text == "[2J a b c")
    #expect(PlainText([0x61, 0xff, 0x9b, 0x62]).text == "a\u{fffd}\u{fffd}b")
    #expect(PlainText(" \n ").text == "")
    #expect(PlainText(String(repeating: "é", count: 160)).excerpt.count == 160)
    #expect(PlainText(String(repeating: "é", count: 161)).excerpt == String(repeating: "é", count: 159) + "…")
  }

  @Test("of standard error the last lines are kept, short, and none is lost to the log")
  func tail() {
    let notes = Notes()
    var tail = ErrorTail { notes.add($0) }
    #expect(tail.excerpt == nil)
    tail.append(Array("one\ntwo\r\nthr".utf8)[...])
    #expect(tail.excerpt == "one | two")
    tail.append(Array("ee\n\n  \nfour\nfi\u{7}ve".utf8)[...])
    tail.finish()
    #expect(tail.excerpt == "three | four | fi ve")
    #expect(notes.all == ["one", "two", "three", "four", "fi ve"])
    tail.append([UInt8](repeating: UInt8(ascii: "x"), count: 100_000)[...])
    #expect(tail.excerpt?.hasPrefix("four | fi ve | xxx") == true)
    #expect(tail.excerpt?.utf8.count ?? 0 < 600)
  }

  @Test("only numbers outside strings are taken for NaN and Infinity")
  func nonFinite() {
    func replaced(_ text: String) -> String {
      String(decoding: NonFiniteNumbers.replacedByNull(in: Array(text.utf8)), as: UTF8.self)
    }
    #expect(
      replaced(#"[NaN,-Infinity,Infinity,"NaN","\"NaN",NaN]"#) == #"[null,null,null,"NaN","\"NaN",null]"#)
    #expect(replaced(#"{"a\\":NaN"#) == #"{"a\\":null"#)
    #expect(replaced(#"Na"\"#) == #"Na"\"#)
  }
}
