import Foundation
import TestSupport
import Testing

/// However konomi ends, the terminal is as it was.
@Suite(.serialized, .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
struct TerminalRestoreTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// After the end the shell's line is on the normal screen, and what is typed is echoed.
  private func expectRestored(_ screen: TmuxScreen, status: Int) throws {
    try screen.wait(for: "ended with status \(status)")
    try screen.type("typed")
    let text = try screen.wait(for: "typed")
    #expect(!text.contains("trial 1/"))
  }

  /// All that end a process which does not say otherwise: those from outside end the sitting in order, crashes and
  /// SIGQUIT do what they would have done.
  static let endings: [(signal: Int32, status: Int)] =
    [
      SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR,
      SIGSTKFLT, 34, 64,
    ].map { ($0, 0) }
    + [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSYS, SIGQUIT].map { ($0, 128 + Int($0)) }

  @Test(arguments: endings)
  func aSignalLeavesTheTerminalAsItWas(signal: Int32, status: Int) throws {
    let screen = try TmuxScreen(["demo"], in: folder)
    try screen.wait(for: "trial 1/")
    kill(try screen.processID(), signal)
    try expectRestored(screen, status: status)
  }

  @Test(arguments: [SIGPIPE, SIGXFSZ])
  func aSignalThatTellsOfAFailedWriteEndsNothing(signal: Int32) throws {
    let screen = try TmuxScreen(["demo"], in: folder)
    try screen.wait(for: "trial 1/")
    kill(try screen.processID(), signal)
    try screen.type("?")
    try screen.wait(for: "this help")
    try screen.type("C-c")
    try expectRestored(screen, status: 0)
  }

  /// At whatever it is: before handlers are there, during the import, or while images are read and hashed by threads
  /// that an exit does not wait for, which OpenSSL once took its locks away from.
  @Test func aSignalInTheFirstMomentsIsNeitherLostNorACrash() throws {
    for _ in 0..<8 {
      let screen = try TmuxScreen(["demo"], in: folder)
      kill(try screen.processID(), SIGTERM)
      let text = try screen.wait(for: "ended with status ")
      #expect(["0", "130", "143"].contains { text.contains("ended with status \($0)\n") }, "\(text)")
    }
  }

  @Test func controlCQuits() throws {
    let screen = try TmuxScreen(["demo"], in: folder)
    try screen.wait(for: "trial 1/")
    try screen.type("C-c")
    try expectRestored(screen, status: 0)
  }

  @Test func stoppingAndContinuingPaintsEverythingAnew() throws {
    let screen = try TmuxScreen(["demo"], in: folder)
    try screen.wait(until: "images") {
      $0.contains("trial 1/") && $0.filter { "▀▄█".contains($0) }.count > 200
    }
    let process = try screen.processID()
    kill(process, SIGTSTP)
    try screen.wait(until: "the screen given back") { !$0.contains("trial 1/") }
    kill(process, SIGCONT)
    try screen.wait(until: "images again") {
      $0.contains("trial 1/") && $0.filter { "▀▄█".contains($0) }.count > 200
    }
    try screen.type("q")
    try expectRestored(screen, status: 0)
  }
}
