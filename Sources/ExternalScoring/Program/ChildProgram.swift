import Glibc

/// A command that runs in a session of its own, with pipes to its standard streams. Ends it, and all it started, in
/// `deinit`; a keeper does so where that is not come to, because this process was killed.
final class ChildProgram {
  let input: Pipe
  let output: Pipe
  let errors: Pipe
  /// Of the keeper, which ends as the shell does, and of the group that both belong to.
  let process: pid_t
  private let lifeline: Pipe
  private let grace: Duration
  /// How it ended, once that is known.
  private(set) var ending: Ending?

  /// - Parameter grace: how long it gets between the steps of ending it.
  init(running command: String, grace: Duration) throws(ProgramFault) {
    self.grace = grace
    let started = try Self.starting.withLock { _ throws(ProgramFault) in
      try Self.start(command)
    }
    (process, lifeline) = (started.process, started.lifeline)
    (input, output, errors) = (started.input, started.output, started.errors)
  }

  deinit { end() }

  /// Whether it has ended by itself. Does not wait.
  var hasEnded: Bool {
    if ending != nil { return true }
    var facts = siginfo_t()
    // Left unreaped, so that neither its number nor that of its group can be given to another before it is killed.
    guard waitid(P_PID, id_t(process), &facts, WEXITED | WNOHANG | WNOWAIT) == 0 else {
      ending = .unknown
      return true
    }
    guard facts.si_signo == SIGCHLD else { return false }
    reap()
    return true
  }

  /// Waits until it has ended, for at most `limit`.
  func waitForEnd(_ limit: Duration) -> Bool {
    let deadline = SuspendingClock.now + limit
    var pause: Duration = .milliseconds(1)
    while !hasEnded {
      guard SuspendingClock.now < deadline else { return false }
      // Nothing tells a thread of the end of a child but a signal, which belongs to the process.
      pause.sleep()
      pause = min(pause * 2, .milliseconds(20))
    }
    return true
  }

  /// Closes its input, asks it to end, ends it: whatever is enough. Takes some seconds more than
  /// three times the grace at most.
  func end() {
    input.close()
    // A program that waits for somebody to read could not end.
    output.close()
    if waitForEnd(grace) { return }
    kill(-process, SIGTERM)
    if waitForEnd(grace) { return }
    lifeline.close()
    // The keeper is ours, and needs no more than the system to end what will not end.
    if waitForEnd(max(grace, .seconds(5))) { return }
    kill(-process, SIGKILL)
    if waitForEnd(grace) { return }
    // Held in the kernel, by a disk or a driver: reaped when that lets it go.
    reapLater()
  }

  private func reap() {
    // What it leaves behind in its group.
    kill(-process, SIGKILL)
    var status: Int32 = 0
    var reaped = waitpid(process, &status, 0)
    while reaped < 0, errno == EINTR { reaped = waitpid(process, &status, 0) }
    ending = reaped == process ? Ending(status: status) : .unknown
  }
}

/// How a program came to its end.
enum Ending: Hashable, Sendable {
  case status(Int32)
  case signal(Int32)
  /// Another part of the process waited for it.
  case unknown

  init(status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .status(status >> 8 & 0xff) : .signal(signal)
  }
}

extension Duration {
  /// Holds the thread up for about that long; less if a signal comes.
  func sleep() {
    var time = timespec(
      tv_sec: Int(components.seconds), tv_nsec: Int(components.attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
  }
}
