import Dispatch
import Glibc
import Synchronization

/// Ctrl-C (and SIGTERM) as a question that long work asks itself between two steps, so that what is done is kept.
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
    sources = [SIGINT, SIGTERM].map { number in
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
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
