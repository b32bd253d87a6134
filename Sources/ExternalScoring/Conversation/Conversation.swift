import Preferences

/// What goes on between konomi and a command over all its starts: ids, time limits, starting again.
struct Conversation {
  private let command: String
  private let limits: ExternalScorer.Limits
  private let log: @Sendable (String) -> Void
  private var dialogue: Dialogue?
  private var identity: ScorerIdentity?
  private var lastID = 0
  /// Since the last answer.
  private var restarts = 0
  private var isLate = false
  /// Whether this start of the program has given scores.
  private var hasScored = false
  private var lastFault = ""

  init(command: String, limits: ExternalScorer.Limits, log: @escaping @Sendable (String) -> Void) {
    self.command = command
    self.limits = limits
    self.log = log
  }

  /// Starts the program. Where that fails it is not tried again: what does not start at once is to be mended.
  mutating func begin(isCancelled: () -> Bool) throws(ScoringFault) -> ScorerIdentity {
    guard command.contains(where: { !$0.isWhitespace }) else {
      throw .scorer(name: "exec:", reason: "the command is missing; give one, as in 'exec:python3 scorer.py'")
    }
    do {
      let (dialogue, identity) = try started(isCancelled)
      (self.dialogue, self.identity) = (dialogue, identity)
      return identity
    } catch {
      throw worded(error)
    }
  }

  /// - Parameter images: absolute paths.
  mutating func scores(
    of images: [String], for prompt: String, isCancelled: () -> Bool
  ) throws(ScoringFault) -> [Double] {
    lastID += 1
    let request = ScorerRequest(id: lastID, prompt: prompt, images: images)
    do throws(ProgramFault) {
      let reply = try answerOfAnyStart(to: request, isCancelled)
      do { return try reply.scores(of: images.count) } catch { throw .reply(error) }
    } catch {
      throw worded(error)
    }
  }

  /// Ends the program.
  mutating func end() {
    dialogue = nil
  }

  /// A program that ends before it answers is asked once more after a new start.
  private mutating func answerOfAnyStart(
    to request: ScorerRequest, _ isCancelled: () -> Bool
  ) throws(ProgramFault) -> ScorerReply {
    do {
      return try answer(to: request, isCancelled)
    } catch {
      guard case .ended = error else { throw error }
    }
    return try answer(to: request, isCancelled)
  }

  private mutating func answer(
    to request: ScorerRequest, _ isCancelled: () -> Bool
  ) throws(ProgramFault) -> ScorerReply {
    let dialogue = try runningDialogue(isCancelled)
    do {
      let limit = hasScored ? limits.request : max(limits.start, limits.request)
      let reply = try dialogue.answer(to: request, within: limit, isCancelled: isCancelled)
      (restarts, isLate, hasScored) = (0, false, true)
      return reply
    } catch {
      if !canGoOn(dialogue, after: error) { self.dialogue = nil }
      if error != .cancelled { lastFault = error.description }
      throw error
    }
  }

  /// A program that is only slow may have loaded a model for minutes: it gets a second chance.
  private mutating func canGoOn(_ dialogue: Dialogue, after fault: ProgramFault) -> Bool {
    switch fault {
    case .cancelled:
      return dialogue.canGoOn
    case .late:
      defer { isLate.toggle() }
      return dialogue.canGoOn && !isLate
    default:
      return false
    }
  }

  private mutating func runningDialogue(_ isCancelled: () -> Bool) throws(ProgramFault) -> Dialogue {
    while true {
      if let dialogue { return dialogue }
      guard restarts < limits.restarts else { throw .givenUp(restarts: restarts, last: lastFault) }
      let pause = (0..<restarts).reduce(limits.pause) { pause, _ in min(pause * 4, .seconds(10)) }
      restarts += 1
      try Self.wait(pause, isCancelled)
      do throws(ProgramFault) {
        let (dialogue, identity) = try started(isCancelled)
        guard identity == self.identity else { throw .changed }
        (self.dialogue, isLate, hasScored) = (dialogue, false, false)
      } catch {
        if error != .cancelled { lastFault = error.description }
        guard case .ended = error else { throw error }
      }
    }
  }

  /// A new start of the program, and what it says it is.
  private func started(_ isCancelled: () -> Bool) throws(ProgramFault) -> (Dialogue, ScorerIdentity) {
    let dialogue = try Dialogue(with: command, limits: limits, log: log)
    let reply = try dialogue.answer(to: .hello, within: limits.start, isCancelled: isCancelled)
    do { return (dialogue, try reply.identity(command: command)) } catch { throw .reply(error) }
  }

  private static func wait(_ pause: Duration, _ isCancelled: () -> Bool) throws(ProgramFault) {
    let end = SuspendingClock.now + pause
    while true {
      if isCancelled() { throw .cancelled }
      let left = end - SuspendingClock.now
      if left <= .zero { return }
      min(left, .milliseconds(50)).sleep()
    }
  }

  private func worded(_ fault: ProgramFault) -> ScoringFault {
    if case .cancelled = fault { return .cancelled }
    return .scorer(name: "exec:" + PlainText(command).excerpt, reason: fault.description)
  }
}
