import Testing

@testable import Terminal

@Suite("Replies of the terminal")
struct TerminalReplyTests {
  @Test(
    "replies are told from keys",
    arguments: [
      ("\u{1b}P>|kitty(0.32.2)\u{1b}\\", TerminalReply.name("kitty(0.32.2)")),
      ("\u{1b}P>|tmux 3.3a\u{1b}\\", .name("tmux 3.3a")), ("\u{1b}P>|q\u{7}", .name("q")),
      ("\u{1b}[?0u", .keyboard(flags: 0)), ("\u{1b}[?27u", .keyboard(flags: 27)),
      ("\u{1b}[?62;4;22c", .attributes([62, 4, 22])), ("\u{1b}[?1;2c", .attributes([1, 2])),
      ("\u{1b}[?6c", .attributes([6])), ("\u{1b}[0n", .status), ("\u{1b}[3n", .status),
    ])
  func told(bytes: String, reply: TerminalReply) {
    #expect(events(bytes) == [.reply(reply)])
    #expect(events("a" + bytes + "b") == [.key(.character("a")), .reply(reply), .key(.character("b"))])
  }

  @Test(
    "other reports are none of those",
    arguments: [
      "\u{1b}[>84;0;0c", "\u{1b}[0c", "\u{1b}[?15n", "\u{1b}[00n", "\u{1b}[12;40R",
      "\u{1b}P1+r5463=32\u{1b}\\",
      "\u{1b}]>|kitty\u{1b}\\", "\u{1b}_>|kitty\u{1b}\\", "\u{1b}[?u", "\u{1b}P>|kitty\u{18}",
    ])
  func others(bytes: String) {
    #expect(events(bytes).allSatisfy { if case .key = $0 { false } else { true } })
    #expect(!events(bytes).contains(.reply(.status)))
    #expect(!events(bytes).contains(.reply(.name("kitty"))))
  }

  @Test("a name is cut where it is longer than any terminal's")
  func long() {
    guard
      case .reply(.name(let name))? = events("\u{1b}P>|" + String(repeating: "x", count: 9000) + "\u{1b}\\")
        .first
    else {
      Issue.record("no name")
      return
    }
    #expect(name.count < 300)
  }

  @Test("answers add up; the last one says that the terminal answers")
  func traits() {
    var traits = TerminalTraits()
    #expect(!traits.answers)
    traits.take(.name("foot(1.16)"))
    traits.take(.keyboard(flags: 0))
    #expect(!traits.answers)
    traits.take(.attributes([62]))
    #expect(traits == TerminalTraits(name: "foot(1.16)", keyboardFlags: 0, attributes: [62]))
    #expect(traits.answers)
  }
}
