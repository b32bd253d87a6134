import Dispatch
import Foundation
import Glibc
import Synchronization

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
  private var sources: [any DispatchSourceSignal] = []

  init() {
    sources = Self.signals.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [flag] in flag.raise() }
      source.activate()
      // Only now: a signal ignored before its source exists would never reach it.
      signal(number, SIG_IGN)
      return source
    }
  }

  var isRequested: Bool { flag.isRaised }

  deinit {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
  }

  private static let signals = [SIGINT, SIGTERM, SIGHUP].filter { ignoredAtStart & 1 << UInt64($0 - 1) == 0 }

  /// A bit for each signal, the lowest for 1.
  private static var ignoredAtStart: UInt64 {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
    return line.flatMap { UInt64($0.dropFirst(7).trimmingPrefix { $0.isWhitespace }, radix: 16) } ?? 0
  }
}
