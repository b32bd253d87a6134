import Dispatch
import Foundation
import Glibc
import Synchronization
import Terminal

/// Ctrl-C (and SIGTERM, and the end of the terminal) as a question that long work asks itself between two steps, so that
/// what is done is kept, and what is half done taken away. What `nohup` or a shell had ignored stays so.
final class Interruption {
  /// Any thread may ask.
  final class Flag: Sendable {
    private let state = Atomic(false)

    var isRaised: Bool { state.load(ordering: .relaxed) }

    fileprivate func raise() { state.store(true, ordering: .relaxed) }
  }

  let flag = Flag()

  init() {
    _ = Self.isListening
    Self.flags.withLock { $0.append(flag) }
  }

  var isRequested: Bool { flag.isRaised }

  deinit {
    Self.flags.withLock { [flag] flags in flags.removeAll { $0 === flag } }
  }

  private static let flags = Mutex<[Flag]>([])

  /// Once for the process and never taken back. Dispatch puts its handlers in and out on a thread of its own: what the
  /// system is told of the same signals meanwhile comes before or after, and where it comes after, Ctrl-C does nothing.
  private static let isListening: Bool = {
    let registered = DispatchGroup()
    // Not the global one, which may be busy for a while: a terminal that is opened meanwhile would lose its handlers.
    let queue = DispatchQueue(label: "signals")
    for number in signals {
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      registered.enter()
      source.setRegistrationHandler { registered.leave() }
      source.setEventHandler { hear(number) }
      source.activate()
      _ = Unmanaged.passRetained(source as AnyObject)
    }
    registered.wait()
    return true
  }()

  /// Where nobody asks, a signal does what it does to other programs.
  private static func hear(_ number: Int32) {
    let asked = flags.withLock { $0 }
    for flag in asked { flag.raise() }
    // Dispatch may hear a signal before the terminal's own handler does, which would have put the terminal back.
    guard asked.isEmpty, !Terminal.take(signal: number) else { return }
    signal(number, SIG_DFL)
    kill(getpid(), number)
  }

  private static let signals = [SIGINT, SIGTERM, SIGHUP].filter { ignoredAtStart & 1 << UInt64($0 - 1) == 0 }

  /// A bit for each signal, the lowest for 1.
  private static var ignoredAtStart: UInt64 {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
    return line.flatMap { UInt64($0.dropFirst(7).trimmingPrefix { $0.isWhitespace }, radix: 16) } ?? 0
  }
}
