import Foundation
import TestSupport
import Testing

/// A terminal that takes nothing (a slow line, a stopped emulator) holds up nobody.
@Suite(.serialized)
struct StalledTerminalTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// In the middle of pictures, which are more than the driver takes: 190 × 60 cells of 20 bytes and more.
  private func stalled() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(["demo"], width: 190, height: 60, in: folder)
    try terminal.read(until: "\u{1b}[?2026h")
    try terminal.read(until: "\u{1b}[38;2;")
    return terminal
  }

  /// Out of the picture, back on the normal screen; what was under way is not sent: no more of it comes than the
  /// reader's side had taken already.
  private func expectRestored(_ terminal: PseudoTerminal) {
    let rest = terminal.readRest()
    let leaving = Array("\u{18}\u{1b}\\\u{1b}[?2026l\u{1b}[?2004l".utf8)
    #expect(rest.contains(leaving))
    #expect(rest.count < 8192, "\(rest.count) bytes behind the end")
    #expect(terminal.modes.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == tcflag_t(ECHO | ICANON | ISIG))
  }

  @Test("a signal ends a sitting whose terminal has stalled", arguments: [SIGTERM, SIGINT, SIGHUP, SIGUSR1])
  func signalWhileStalled(signal: Int32) throws {
    let terminal = try stalled()
    kill(terminal.process, signal)
    #expect(try terminal.waitForEnd() == 0)
    expectRestored(terminal)
  }

  @Test("q and ^C end a sitting whose terminal has stalled", arguments: ["q", "\u{3}"])
  func keyWhileStalled(key: String) throws {
    let terminal = try stalled()
    terminal.type(key)
    #expect(try terminal.waitForEnd() == 0)
    expectRestored(terminal)
  }

  @Test("a crash ends while the terminal has stalled, and restores it")
  func crashWhileStalled() throws {
    let terminal = try stalled()
    kill(terminal.process, SIGSEGV)
    #expect(try terminal.waitForEnd() == 128 + SIGSEGV)
    expectRestored(terminal)
  }

  @Test("keys are taken while the terminal has stalled, and when it goes on it gets the newest state only")
  func goingOn() throws {
    let terminal = try stalled()
    let before = terminal.received.count
    for character in "n12345678\u{7f}\u{7f}\u{7f}9" { terminal.type(String(character)) }
    try terminal.waitUntilKeysAreTaken()
    try terminal.read(until: "the note as it is at last") { $0[before...].contains(Array("123459".utf8)) }
    #expect(!terminal.received[before...].contains(Array("12345678".utf8)))
  }

  @Test("^C ends a sitting inside a paste whose end got lost")
  func interruptInPaste() throws {
    let terminal = try PseudoTerminal(["demo"], width: 80, height: 24, in: folder)
    try terminal.read(until: "\u{1b}[?2026h")
    terminal.type("\u{1b}[200~no end")
    try terminal.waitUntilKeysAreTaken()
    // One that is read together with text before it belongs to the paste.
    #expect(try terminal.waitForEnd(pressing: "\u{3}") == 0)
  }

  @Test("what konomi does for itself leaves the shell's descriptions of the terminal as they are")
  func flags() throws {
    let terminal = try PseudoTerminal(["demo"], width: 80, height: 24, in: folder)
    try terminal.read(until: "\u{1b}[?2026h")
    for descriptor in 0..<3 {
      let path = "/proc/\(terminal.process)/fdinfo/\(descriptor)"
      let line = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        .first { $0.hasPrefix("flags:") }
      let flags = try #require(line.flatMap { Int32($0.dropFirst(6).drop { $0.isWhitespace }, radix: 8) })
      #expect(flags & O_NONBLOCK == 0, "descriptor \(descriptor)")
    }
  }
}
