import Glibc
import Testing

@testable import Terminal

@Suite("Terminal fault")
struct TerminalFaultTests {
  @Test(
    "one line with the remedy",
    arguments: [
      (TerminalFault.notATerminal(.input), "standard input is not a terminal", "without a pipe"),
      (.notATerminal(.output), "standard output is not a terminal", "without a pipe"),
      (.noTerminalType, "TERM is not set", "try TERM=xterm-256color"),
      (.unknownTerminal("foot"), "TERM=foot is not in the terminfo database", "try TERM=xterm-256color"),
      (.noTerminfo, "the terminfo database is missing", "install"),
      (.noCursorAddressing("dumb"), "TERM=dumb cannot place a cursor", "try TERM=xterm-256color"),
      (.noUTF8Locale, "no UTF-8 locale", "LC_ALL"),
      (.refused("x"), "TERM=x", "try TERM=xterm-256color"),
      (.stalled, "takes no output", "^Q"),
      (.outputLost(error: EIO), "takes no more output", "again"),
    ])
  func description(fault: TerminalFault, says what: String, and remedy: String) {
    let text = "\(fault)"
    #expect(text.contains(what))
    #expect(text.contains(remedy))
    #expect(!text.contains("\n"))
  }

  @Test("an error of the system is named")
  func system() {
    #expect(
      "\(TerminalFault.system(call: "eventfd", error: EMFILE))" == "eventfd failed: Too many open files")
  }
}
