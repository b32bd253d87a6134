import Foundation
import TestSupport

/// konomi in a real terminal: a tmux server of its own, without a person's settings.
final class TmuxScreen {
  struct TimedOut: Error, CustomStringConvertible {
    let description: String
  }

  private let socket = "konomi-test-\(UUID().uuidString.prefix(8))"
  private let folder: TemporaryFolder

  private static let program = "/usr/bin/tmux"
  static let isInstalled = FileManager.default.isExecutableFile(atPath: program)

  /// Starts a shell that runs konomi and stays when it ends.
  init(
    _ arguments: [String], width: Int = 120, height: Int = 40, environment: [String: String] = [:],
    in folder: TemporaryFolder
  ) throws {
    self.folder = folder
    let variables = Program.environment(in: folder).merging(["COLORTERM": "truecolor"]) { $1 }
      .merging(environment) { $1 }
    let assignments = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted($0.value))" }
    let command = ([Program.path] + arguments).map(Self.quoted).joined(separator: " ")
    // The prompt is a fact to wait for: the program has ended, with this status.
    let script = "env \(assignments.joined(separator: " ")) \(command); echo ended with status $?; exec cat"
    try tmux([
      "new-session", "-d", "-x", "\(width)", "-y", "\(height)", "sh", "-c", script,
    ])
  }

  deinit {
    let process = try? runningProcess()
    _ = try? tmux(["kill-server"])
    // Still running, konomi would find its database gone with the folder, and write it anew where the tests run.
    let limit = ContinuousClock.now + .seconds(10)
    while let process, Self.isAlive(process) {
      if ContinuousClock.now > limit { kill(process, SIGKILL) }
    }
  }

  func type(_ keys: String...) throws {
    try tmux(["send-keys", "-t", "0"] + keys)
  }

  func resize(width: Int, height: Int) throws {
    try tmux(["resize-window", "-t", "0", "-x", "\(width)", "-y", "\(height)"])
  }

  func text() throws -> String {
    try tmux(["capture-pane", "-p", "-t", "0"])
  }

  /// With colours, as escape sequences.
  func coloredText() throws -> String {
    try tmux(["capture-pane", "-p", "-e", "-t", "0"])
  }

  /// Returns when the screen satisfies `fact`.
  /// - Throws: `TimedOut` with the screen as it is after a minute.
  @discardableResult
  func wait(until what: String, _ fact: (String) throws -> Bool) throws -> String {
    let limit = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < limit {
      let screen = try text()
      if try fact(screen) { return screen }
    }
    throw TimedOut(description: "waited for \(what), saw\n\(try text())")
  }

  @discardableResult
  func wait(for text: String) throws -> String {
    try wait(until: "'\(text)'") { $0.contains(text) }
  }

  /// Presses a key once a second until the screen satisfies `fact`: konomi drops keys that come before the images
  /// could be seen.
  func type(_ key: String, until what: String, _ fact: (String) -> Bool) throws {
    let limit = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < limit {
      try type(key)
      let answered = ContinuousClock.now + .seconds(1)
      while ContinuousClock.now < answered {
        let screen = try text()
        if fact(screen) { return }
      }
    }
    throw TimedOut(description: "pressed \(key) for \(what), saw\n\(try text())")
  }

  /// The process of konomi itself.
  func processID() throws -> Int32 {
    let limit = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < limit {
      if let process = try runningProcess() { return process }
    }
    throw TimedOut(description: "konomi does not run")
  }

  private func runningProcess() throws -> Int32? {
    let shell = try tmux(["display-message", "-p", "-t", "0", "#{pane_pid}"]).trimmingCharacters(
      in: .whitespacesAndNewlines)
    let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
    return children.split(separator: " ").first.flatMap { Int32($0) }
  }

  /// A process that has ended and that nobody has asked about yet has no program any more.
  private static func isAlive(_ process: Int32) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")) != nil
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let result = try ChildProcess.run(
      Self.program, ["-L", socket, "-f", "/dev/null"] + arguments,
      environment: Program.environment(in: folder).merging(["TERM": "xterm-256color"]) { $1 })
    guard result.status == 0 else {
      throw TimedOut(description: "tmux \(arguments.joined(separator: " ")): \(result.errors)")
    }
    return result.output
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
