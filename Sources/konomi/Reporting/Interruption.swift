import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// Ctrl-C, SIGTERM, and the loss of the terminal (SIGHUP) as a question that long work asks itself between two steps, so
/// that what is done is kept. Where SIGHUP is ignored from the start, as `nohup` has it, it stays so.
final class Interruption {
  /// Any thread may ask.
  final class Flag: Sendable {
    private let state = Atomic(false)

    var isRaised: Bool { state.load(ordering: .relaxed) }

    fileprivate func raise() { state.store(true, ordering: .relaxed) }
  }

  let flag = Flag()
  private let signals: [Int32]
  private var sources: [any DispatchSourceSignal] = []

  init() {
    let ignoresHangUp = Self.ignoredSignals & 1 << UInt64(SIGHUP - 1) != 0
    signals = [SIGINT, SIGTERM] + (ignoresHangUp ? [] : [SIGHUP])
    sources = signals.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [flag] in flag.raise() }
      source.activate()
      // Only now: a signal ignored before its source exists would never reach it.
      signal(number, SIG_IGN)
      return source
    }
  }

  var isRequested: Bool { flag.isRaised }

  /// One bit a signal, from 1 on.
  private static var ignoredSignals: UInt64 {
    let status = (try? String(contentsOf: URL(filePath: "/proc/self/status"), encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
    return line.flatMap { UInt64($0.dropFirst(7).drop { $0 == "\t" }, radix: 16) } ?? 0
  }

  deinit {
    for source in sources { source.cancel() }
    for number in signals { signal(number, SIG_DFL) }
  }
}
