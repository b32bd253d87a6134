import CTerminal
import Glibc
import Screen

extension Terminal {
  /// Waits until the terminal, a signal or one of `sources` has something, until `timeout` is over, or until all that
  /// was on its way to the terminal has been sent, which goes on meanwhile.
  package func wait(for sources: [WakeSource] = [], timeout: Duration? = nil) {
    if isHungUp { return }
    let descriptors = [STDIN_FILENO, ct_signals_descriptor()] + sources.map(\.descriptor)
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    entries.append(pollfd(fd: ct_output_descriptor(), events: Int16(POLLOUT), revents: 0))
    let output = entries.count - 1
    var limit = timeout
    if filter.isMidway {
      let left = max(.zero, patience.left(isPaste: filter.isPasting, at: .now))
      limit = min(limit ?? left, left)
    }
    let end = limit.map { ContinuousClock.now + $0 }
    repeat {
      let left = end.map { Self.milliseconds($0 - .now) } ?? -1
      // Interrupted means a signal, which the queue tells of.
      let count = poll(&entries, nfds_t(isBehind ? entries.count : output), left)
      if count <= 0 { break }
      flush()
    } while isBehind && entries[..<output].allSatisfy { $0.revents == 0 }
    if entries[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { isHungUp = true }
  }

  /// What has happened since the last time, without waiting. A stop (^Z, SIGTSTP) is carried out here: the call
  /// returns when the process is continued.
  package func nextEvents() -> [TerminalEvent] {
    var events = signalEvents(takeSignals())
    events += keyEvents()
    if isHungUp { events.append(.terminate(signal: SIGHUP)) }
    askAgainIfLate()
    return events
  }

  private func takeSignals() -> [Int32] {
    var signals: [Int32] = []
    while true {
      let signal = ct_signals_next()
      if signal == 0 { return signals }
      signals.append(signal)
    }
  }

  private func signalEvents(_ signals: [Int32]) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    for signal in signals {
      switch signal {
      case SIGWINCH: events += updateSize() ? [.resized(size)] : []
      case SIGTSTP: events += suspend(wholeJob: false)
      case SIGCONT:
        // Stopped by a signal that cannot be caught; whoever had the terminal meanwhile changed it.
        dropOutput()
        send(ct_enter())
        events += resume()
      default: events.append(.terminate(signal: signal))
      }
    }
    return events
  }

  private func keyEvents() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    if filter.isMidway, patience.left(isPaste: filter.isPasting, at: .now) <= .zero,
      let event = filter.giveUp()
    {
      events.append(event)
    }
    let wasMidway = filter.isMidway
    var count = 0
    while let input = nextInput() {
      count += 1
      switch filter.feed(input) {
      case .key(.control("z")): events += suspend(wholeJob: true)
      case .reply(let reply): events += take(reply)
      case .some(let event): events.append(event)
      case nil: break
      }
    }
    patience.heard(count, isMidway: wasMidway, at: .now)
    if let event = filter.pause() { events.append(event) }
    return events
  }

  func nextInput() -> KeyFilter.Input? {
    let input = ct_input_next()
    switch input.kind {
    case CT_INPUT_BYTE: return .byte(input.byte)
    case CT_INPUT_KEY: return .key(Key(input.key))
    default: return nil
    }
  }

  private func suspend(wholeJob: Bool) -> [TerminalEvent] {
    awaitLastAnswers()
    let entering = ct_suspend(wholeJob)
    dropOutput()
    send(entering)
    // Being continued has been dealt with.
    let others = takeSignals().filter { $0 != SIGCONT && $0 != SIGTSTP }
    return resume() + signalEvents(others)
  }

  private func resume() -> [TerminalEvent] {
    glass = nil
    filter.reset()
    askAnew()
    return updateSize() ? [.resized(size), .resumed] : [.resumed]
  }

  private static func milliseconds(_ duration: Duration) -> Int32 {
    // Rounded up, so that a wait is never over a little too early and begun again.
    let milliseconds = (duration + .nanoseconds(999_999)) / .milliseconds(1)
    return Int32(max(0, min(milliseconds, 1e9)))
  }
}

extension Key {
  fileprivate init?(_ key: ct_key) {
    switch key {
    case CT_KEY_ENTER: self = .enter
    case CT_KEY_BACKSPACE: self = .backspace
    case CT_KEY_DELETE: self = .delete
    case CT_KEY_LEFT: self = .left
    case CT_KEY_RIGHT: self = .right
    case CT_KEY_UP: self = .up
    case CT_KEY_DOWN: self = .down
    case CT_KEY_HOME: self = .home
    case CT_KEY_END: self = .end
    case CT_KEY_PAGE_UP: self = .pageUp
    case CT_KEY_PAGE_DOWN: self = .pageDown
    default: return nil
    }
  }
}
