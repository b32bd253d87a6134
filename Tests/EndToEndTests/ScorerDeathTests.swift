import Foundation
import Glibc
import TestSupport
import Testing

/// What an outside scorer starts does not outlive konomi, however konomi ends.
@Suite(.enabled(if: TmuxScreen.isInstalled, "tmux is not installed"), .timeLimit(.minutes(3)))
struct ScorerDeathTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let demo = RepositoryPaths.root.appending(path: "Data/demo").path
    let result = try Program.run(["import", demo, "--db", folder["study.db"]], in: folder)
    try #require(result.status == 0, "\(result.errors)")
    // Heeds neither the end of its input nor a signal, and leaves children that are nobody's.
    try folder.write(
      #"""
      trap '' TERM HUP INT
      echo $$ >> pids
      sleep 1000 & echo $! >> pids
      setsid sh -c 'trap "" TERM HUP; echo $$ >> pids; setsid sleep 1000 & echo $! >> pids; sleep 1000' &
      (setsid sh -c 'echo $$ >> pids; exec sleep 1000' &)
      read -r line; echo '{"id":0,"name":"deaf"}'
      until [ $(wc -l < pids) = 5 ]; do sleep 0.05; done; echo ready > ready
      while :; do sleep 1000; done
      """#, to: "scorer.sh")
  }

  private func start() throws -> (TmuxScreen, [pid_t]) {
    let screen = try TmuxScreen(
      ["annotate", "--db", folder["study.db"], "--scorer", "exec:cd '\(folder.path)' && sh scorer.sh"],
      in: folder)
    try screen.wait(for: "trial 1/")
    try screen.wait(until: "the scorer") { _ in access(folder["ready"], F_OK) == 0 }
    let processes = try folder.text(of: "pids").split(separator: "\n").compactMap { pid_t($0) }
    try #require(processes.count == 5)
    #expect(processes.allSatisfy(Self.lives))
    return (screen, processes)
  }

  /// Whether a process is there and no mere remainder that nobody has taken note of.
  private static func lives(_ process: pid_t) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status.map { !$0.contains(") Z") } ?? false
  }

  @Test(arguments: [SIGKILL, SIGSEGV, SIGTERM])
  func nothingThatAScorerStartedLivesOnWhenKonomiIsEnded(signal: Int32) throws {
    let (screen, processes) = try start()
    kill(try screen.processID(), signal)
    try screen.wait(for: "ended with status")
    try screen.wait(until: "the end of all \(processes)") { _ in !processes.contains(where: Self.lives) }
  }

  @Test func nothingLivesOnWhenTheSessionEnds() throws {
    let (screen, processes) = try start()
    try screen.type("q")
    try screen.wait(until: "the end") { text in
      if !text.contains("ended with status") { try? screen.type("q") }
      return text.contains("ended with status")
    }
    try screen.wait(until: "the end of all \(processes)") { _ in !processes.contains(where: Self.lives) }
  }
}
