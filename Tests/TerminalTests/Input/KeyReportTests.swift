import Screen
import Testing

@testable import Terminal

@Suite("Keys as kitty's protocol reports them")
struct KeyReportTests {
  @Test(
    "presses are keys",
    arguments: [
      ("[97;;97u", Key.character("a")), ("[97;1;97u", .character("a")), ("[97;1:1;97u", .character("a")),
      ("[97:65;2;65u", .character("A")), ("[97;2;65u", .character("A")), ("[49;;49u", .character("1")),
      ("[49:33;2;33u", .character("!")), ("[61;;61u", .character("=")), ("[32;;32u", .character(" ")),
      ("[97;65;65u", .character("A")), ("[49;129;49u", .character("1")), ("[233;;233u", .character("é")),
      ("[1092::97;;1092u", .character("ф")), ("[0;;26085u", .character("日")),
      ("[0;;101:769u", .character("e\u{301}")),
      // Without the text that a key gives.
      ("[97u", .character("a")), ("[97;2u", .character("A")), ("[49:33;2u", .character("!")),
      ("[97;65u", .character("A")), ("[97;66u", .character("a")), ("[49;65u", .character("1")),
      ("[13u", .enter), ("[13;;13u", .enter), ("[13;2u", .enter), ("[13;129u", .enter), ("[27u", .escape),
      ("[9u", .tab), ("[127u", .backspace), ("[127;5u", .backspace), ("[57414u", .enter),
      ("[99;5u", .control("c")), ("[122;5u", .control("z")), ("[99;6u", .control("c")),
      ("[114;133u", .control("r")), ("[1089::99;5u", .control("c")),
      ("[D", .left), ("[1;1D", .left), ("[1;129D", .left), ("[1;1:1A", .up), ("[3~", .delete),
      ("[3;1:1~", .delete), ("[5;129~", .pageUp), ("[1;1:1H", .home), ("[57417u", .left),
      ("[57420;129u", .down), ("[57399;129;48u", .character("0")), ("[57400u", .character("1")),
      ("[57413u", .character("+")), ("[57426u", .delete), ("[57415u", .character("=")),
    ])
  func pressed(bytes: String, key: Key) {
    #expect(events("\u{1b}" + bytes) == [.key(key)])
  }

  @Test(
    "repeats are told from presses",
    arguments: [
      ("[97;1:2;97u", Key.character("a")), ("[49;1:2u", .character("1")), ("[1;1:2D", .left),
      ("[3;1:2~", .delete), ("[13;1:2u", .enter), ("[117;5:2u", .control("u")), ("[57417;1:2u", .left),
    ])
  func repeated(bytes: String, key: Key) {
    #expect(events("\u{1b}" + bytes) == [.repeated(key)])
  }

  @Test(
    "keys let go, modifiers, and keys with Alt or Super are none",
    arguments: [
      "[97;1:3u", "[1;1:3D", "[3;1:3~", "[13;1:3u", "[97;3u", "[97;9u", "[97;7u", "[99;13u", "[57441;2u",
      "[57441;1:3u", "[57358;65u", "[57360u", "[1;2D", "[1;5C", "[3;5~", "[1;1P", "[57376u", "[57428u",
      "[49;5u", "[32;5;u", "[9;2u", "[0u", "[0;;7u", "[0;;155u", "[97;1:9u", "[u", "[;u", "[97;-1u",
      "[97;1;97;1u", "[999999999999999999999u", "[57344;;57344u", "[-97u", "[1:u", "[55555555;;u",
    ])
  func none(bytes: String) {
    #expect(events("\u{1b}" + bytes) == [])
    #expect(events("\u{1b}" + bytes + "x") == [.key(.character("x"))])
  }

  @Test("what an input method gives at once is text, and decides nothing")
  func text() {
    #expect(events("\u{1b}[0;;26085:26412u") == [.pasted("日本")])
  }

  @Test("a terminal tells repeats where it reports all keys, with events")
  func traits() {
    #expect(!TerminalTraits().tellsRepeats)
    #expect(!TerminalTraits(keyboardFlags: 0).tellsRepeats)
    #expect(!TerminalTraits(keyboardFlags: 1).tellsRepeats)
    #expect(!TerminalTraits(keyboardFlags: 3).tellsRepeats)
    #expect(TerminalTraits(keyboardFlags: 31).tellsRepeats)
    #expect(String(decoding: TerminalTraits.fullKeyboard, as: UTF8.self) == "\u{1b}[<u\u{1b}[>31u\u{1b}[?u")
  }
}
