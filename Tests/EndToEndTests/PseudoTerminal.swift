import CPseudoTerminal
import Foundation
import TestSupport

/// konomi on a pseudo terminal whose other side is this test: it reads when it wants to, or not at all.
final class PseudoTerminal {
  struct TimedOut: Error, CustomStringConvertible {
    let description: String
  }

  let process: pid_t
  private let master: Int32
  private(set) var received: [UInt8] = []
  private var hasEnded = false

  init(
    _ arguments: [String], width: Int, height: Int, environment: [String: String] = [:],
    in folder: TemporaryFolder
  ) throws {
    let variables = Program.environment(in: folder)
      .merging(["TERM": "xterm-256color", "COLORTERM": "truecolor"]) { $1 }.merging(environment) { $1 }
    let argv = ([Program.path] + arguments).map { strdup($0) } + [nil]
    let envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    master = pt_spawn(Program.path, argv, envp, Int32(width), Int32(height), &child)
    process = child
    guard master >= 0 else { throw TimedOut(description: "konomi was not started: error \(errno)") }
  }

  deinit {
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Reads until `text` has come.
  func read(until text: String) throws {
    try read(until: "'\(text)'") { $0.contains(Array(text.utf8)) }
  }

  func read(until what: String, _ fact: ([UInt8]) -> Bool) throws {
    let limit = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < limit {
      if fact(received) { return }
      if !readSome(timeout: 1000), hasHungUp { break }
    }
    throw TimedOut(description: "waited for \(what), got \(received.count) bytes")
  }

  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Presses a key once a second until `text` has come: some keys count only when the candidates have been seen.
  func type(_ key: String, until text: String) throws {
    let wanted = Array(text.utf8)
    let limit = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < limit {
      type(key)
      let answered = ContinuousClock.now + .seconds(1)
      while ContinuousClock.now < answered {
        if received.contains(wanted) { return }
        _ = readSome(timeout: 50)
      }
    }
    throw TimedOut(description: "pressed \(key) for '\(text)'")
  }

  /// Waits until konomi has taken all that was typed, reading nothing.
  func waitUntilKeysAreTaken() throws {
    let side = open("/proc/\(process)/fd/0", O_RDONLY | O_NOCTTY | O_CLOEXEC)
    guard side >= 0 else { throw TimedOut(description: "no other side") }
    defer { close(side) }
    let limit = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < limit {
      var left: Int32 = -1
      if ioctl(side, UInt(FIONREAD), &left) == 0, left == 0 { return }
      usleep(5000)
    }
    throw TimedOut(description: "konomi takes no keys")
  }

  /// Waits for the end, reading nothing.
  /// - Parameter key: pressed once a second until then, as a person would.
  /// - Returns: the exit status, or 128 and the signal's number.
  func waitForEnd(pressing key: String? = nil) throws -> Int32 {
    let limit = ContinuousClock.now + .seconds(20)
    var next = ContinuousClock.now
    while ContinuousClock.now < limit {
      if let key, ContinuousClock.now >= next {
        type(key)
        next = .now + .seconds(1)
      }
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        hasEnded = true
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
      }
      usleep(5000)
    }
    throw TimedOut(description: "konomi goes on")
  }

  /// Reads all that is left behind the end.
  func readRest() -> [UInt8] {
    let start = received.count
    while readSome(timeout: 100) {}
    return Array(received[start...])
  }

  /// The modes of the terminal as the program set them.
  var modes: termios {
    var modes = termios()
    tcgetattr(master, &modes)
    return modes
  }

  private var hasHungUp: Bool {
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLHUP) != 0
  }

  private func readSome(timeout: Int32) -> Bool {
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, timeout) > 0, entry.revents & Int16(POLLIN) != 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    received += buffer[..<count]
    return true
  }
}
