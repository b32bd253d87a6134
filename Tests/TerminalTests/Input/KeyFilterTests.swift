import Screen
import Testing

@testable import Terminal

@Suite("Key filter")
struct KeyFilterTests {
  @Test(
    "typed bytes are keys",
    arguments: [
      ("a", [Key.character("a")]), ("é", [.character("é")]), ("日😀", [.character("日"), .character("😀")]),
      (" ", [.character(" ")]), ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{8}", [.backspace]),
      ("\u{7f}", [.backspace]), ("\u{3}", [.control("c")]), ("\u{1a}", [.control("z")]),
      ("\u{1b}", [.escape]), ("a\u{1b}", [.character("a"), .escape]),
    ])
  func typed(bytes: String, keys: [Key]) {
    #expect(events(bytes) == keys.map(TerminalEvent.key))
  }

  @Test(
    "sequences that are keys everywhere are keys",
    arguments: [
      ("\u{1b}[A", Key.up), ("\u{1b}[B", .down), ("\u{1b}[C", .right), ("\u{1b}[D", .left), ("\u{1b}OA", .up),
      ("\u{1b}OD", .left), ("\u{1b}[H", .home), ("\u{1b}OF", .end), ("\u{1b}[1~", .home),
      ("\u{1b}[7~", .home),
      ("\u{1b}[4~", .end), ("\u{1b}[8~", .end), ("\u{1b}[3~", .delete), ("\u{1b}[5~", .pageUp),
      ("\u{1b}[6~", .pageDown),
    ])
  func known(bytes: String, key: Key) {
    #expect(events(bytes) == [.key(key)])
  }

  @Test("no reply, report or unknown key is a key", arguments: HostileInput.whole + HostileInput.cut)
  func noKey(bytes: String) {
    #expect(typedEvents(bytes) == [])
  }

  @Test("a key typed behind a whole sequence counts", arguments: HostileInput.whole)
  func behind(bytes: String) {
    #expect(typedEvents(bytes + "x") == [.key(.character("x"))])
  }

  @Test("a sequence may come in pieces", arguments: HostileInput.whole + HostileInput.cut)
  func pieces(bytes: String) {
    var filter = KeyFilter()
    for byte in Array(bytes.utf8) {
      #expect(filter.feed(.byte(byte)).map(isTyped) != true)
      // A lone escape byte is the key: no terminal breaks a sequence there within curses' 25 ms.
      if byte != 0x1b { #expect(filter.pause() == nil) }
    }
  }

  @Test("a long sequence takes no more memory than a short one")
  func long() {
    #expect(events("\u{1b}[" + String(repeating: "1;", count: 5000) + "q") == [])
  }

  @Test("bytes that are no UTF-8 are no keys and spoil none behind them")
  func malformed() {
    #expect(
      events([0xff, 0xc3, 0x28, 0xe6, 0x97, 0x71, 0x80]) == [.key(.character("(")), .key(.character("q"))])
  }

  @Test("a sequence cut short is given up, and typing goes on")
  func giveUp() {
    var filter = KeyFilter()
    for byte in "\u{1b}[12".utf8 { _ = filter.feed(.byte(byte)) }
    #expect(filter.isMidway)
    #expect(filter.giveUp() == nil)
    #expect(!filter.isMidway)
    #expect(filter.feed(.byte(UInt8(ascii: "q"))) == .key(.character("q")))
  }

  @Test(
    "^C that comes by itself is a key inside whatever has not ended",
    arguments: ["\u{1b}[200~text", "\u{1b}]0;title", "\u{1b}P>|name"],
    ["\u{3}", "\u{3}\u{3}", "\u{1b}[99;5u", "\u{1b}[99;5:1u"])
  func interrupt(begun: String, typed: String) {
    var filter = KeyFilter()
    for byte in begun.utf8 { #expect(filter.feed(.byte(byte)) == nil) }
    #expect(filter.pause() == nil)
    #expect(filter.isMidway)
    // An escape byte ends a string by itself.
    var events = typed.utf8.compactMap { filter.feed(.byte($0)) }
    if let last = filter.pause() { events.append(last) }
    #expect(events == [.key(.control("c"))])
    #expect(!filter.isMidway)
  }

  @Test("a second escape begins anew")
  func escapes() {
    #expect(events("\u{1b}\u{1b}") == [.key(.escape), .key(.escape)])
    #expect(events("\u{1b}[1\u{1b}[A") == [.key(.up)])
    #expect(events("\u{1b}]0;t\u{1b}[Bq") == [.key(.down), .key(.character("q"))])
  }

  @Test("an Escape that a reply comes right behind is not lost")
  func escapeBeforeReply() {
    #expect(events("\u{1b}\u{1b}[0n") == [.key(.escape), .reply(.status)])
    #expect(events("\u{1b}\u{1b}P>|foot(1.16)\u{1b}\\") == [.key(.escape), .reply(.name("foot(1.16)"))])
  }

  @Test("what curses knows as a key counts by itself, and ends what was begun")
  func cursesKeys() {
    var filter = KeyFilter()
    #expect(filter.feed(.key(.left)) == .key(.left))
    #expect(filter.feed(.key(nil)) == nil)
    for byte in "\u{1b}[12".utf8 { _ = filter.feed(.byte(byte)) }
    #expect(filter.feed(.key(.right)) == .key(.right))
    #expect(!filter.isMidway)
  }

  @Test("what curses takes for a key inside a string, or behind Alt, is none")
  func cursesKeysInside() {
    var filter = KeyFilter()
    for byte in "\u{1b}]0;".utf8 { _ = filter.feed(.byte(byte)) }
    #expect(filter.feed(.key(.backspace)) == nil)
    for byte in "q\u{7}\u{1b}".utf8 { #expect(filter.feed(.byte(byte)) == nil) }
    #expect(filter.feed(.key(.up)) == nil)
    #expect(filter.pause() == nil)
  }
}

/// What the filter makes of bytes that come at once.
func events(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
  var filter = KeyFilter()
  var events = bytes.compactMap { filter.feed(.byte($0)) }
  if let last = filter.pause() { events.append(last) }
  return events
}

func events(_ text: String) -> [TerminalEvent] {
  events(text.utf8)
}

/// The same without replies.
func typedEvents(_ text: String) -> [TerminalEvent] {
  events(text).filter(isTyped)
}

func isTyped(_ event: TerminalEvent) -> Bool {
  if case .reply = event { false } else { true }
}
