import Screen
import Testing

@testable import Terminal

@Suite("Paste")
struct PasteTests {
  private func pasted(_ text: String) -> [TerminalEvent] {
    events("\u{1b}[200~" + text + "\u{1b}[201~")
  }

  @Test(
    "pasted text is one event",
    arguments: [
      ("", ""), ("q", "q"), ("日é 1", "日é 1"), ("a\tb", "a\tb"), ("a\rb", "a\nb"), ("a\r\nb", "a\nb"),
      ("a\nb", "a\nb"), ("a\r\rb", "a\n\nb"), ("\u{3}q\u{1a}\u{7f}\u{0}", "q"), ("a\u{1b}[31mb", "a[31mb"),
      ("\u{1b}q\u{1b}", "q"), ("\u{1b}[20", "[20"), ("\u{1b}\u{1b}[2\u{1b}[x", "[2[x"),
      ("\u{1b}[200~", "[200~"),
    ])
  func text(sent: String, received: String) {
    #expect(pasted(sent) == [.pasted(received)])
  }

  @Test("keys behind a paste count again")
  func behind() {
    #expect(
      events("a\u{1b}[200~q\u{1b}[201~b") == [.key(.character("a")), .pasted("q"), .key(.character("b"))])
  }

  @Test("a slow paste is not broken into keys")
  func slow() {
    var filter = KeyFilter()
    for byte in "\u{1b}[200~q".utf8 { #expect(filter.feed(.byte(byte)) == nil) }
    #expect(filter.pause() == nil)
    #expect(filter.isPasting)
    #expect(filter.feed(.byte(UInt8(ascii: "u"))) == nil)
    #expect(filter.feed(.key(.up)) == nil)
    for byte in "\u{1b}[201".utf8 { #expect(filter.feed(.byte(byte)) == nil) }
    #expect(filter.feed(.byte(UInt8(ascii: "~"))) == .pasted("qu"))
  }

  @Test("a paste that does not end is given up with what has come, and keys count again")
  func unterminated() {
    var filter = KeyFilter()
    for byte in "\u{1b}[200~no end".utf8 { #expect(filter.feed(.byte(byte)) == nil) }
    #expect(filter.giveUp() == .pasted("no end"))
    #expect(filter.feed(.byte(UInt8(ascii: "q"))) == .key(.character("q")))
  }

  @Test("^C among pasted text is none: only one that comes by itself")
  func interruptInText() {
    var filter = KeyFilter()
    for byte in "\u{1b}[200~a\u{3}".utf8 { #expect(filter.feed(.byte(byte)) == nil) }
    #expect(filter.pause() == nil)
    for byte in "\u{3}b".utf8 { #expect(filter.feed(.byte(byte)) == nil) }
    #expect(filter.pause() == nil)
    #expect(filter.isPasting)
  }

  @Test("a paste beyond the limit is cut, and still ends")
  func limit() {
    let cut = String(repeating: "x", count: Paste.limit)
    #expect(pasted(cut + "yz") == [.pasted(cut)])
  }
}
