import Screen
import Testing

@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("\u{1b}[31mred", "␛[31mred"),
    ("a\u{7}b\u{7f}", "a␇b␡"),
    ("\u{9b}2J", "‹9B›2J"),
    ("abc\u{202e}fed", "abc‹202E›fed"),
    ("\u{2066}x\u{2069}", "‹2066›x‹2069›"),
    ("tab\tline\nreturn\r", "tab line return␍"),
    ("zero\u{200b}width", "zero‹200B›width"),
    ("\u{e000}", "‹E000›"),
    ("👩\u{200d}🚀", "👩🚀"),
    ("non\u{a0}breaking", "non breaking"),
  ])
  func whatWouldActIsShown(text: String, shown: String) {
    #expect(VisibleText(text).text == shown)
  }

  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("🙂", 2), ("한", 2), ("ｆ", 2), ("", 0), ("\u{301}", 1),
  ])
  func widthIsInCells(text: String, width: Int) {
    #expect(VisibleText(text).width == width)
  }

  @Test func aPileOfMarksIsCut() {
    let pile = "e" + String(repeating: "\u{301}", count: 50)
    #expect(VisibleText(pile).text.unicodeScalars.count == 4)
  }

  @Test func noScalarOfUnicodeReachesATerminalThatWouldObeyIt() {
    let acting: Set<Unicode.GeneralCategory> = [.control, .format, .lineSeparator, .paragraphSeparator]
    let raw = (UInt32(0)...0x10ffff).compactMap(Unicode.Scalar.init).filter { scalar in
      VisibleText(String(scalar)).text.unicodeScalars.contains {
        acting.contains($0.properties.generalCategory)
      }
    }
    #expect(raw.isEmpty)
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("日本語 abc", 5, ["日本", "語", "abc"]),
    ("", 10, []),
  ])
  func wrapsBetweenWords(text: String, width: Int, lines: [String]) {
    #expect(VisibleText(text).wrapped(to: width).map(\.text) == lines)
  }

  @Test(arguments: [("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("日本語", 4, "日…"), ("abc", 0, "")])
  func truncatesWithAMark(text: String, width: Int, shown: String) {
    #expect(VisibleText(text).truncated(to: width).text == shown)
  }
}
