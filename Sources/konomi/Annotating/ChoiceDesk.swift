import Annotation
import Dispatch
import Logging
import Preferences
import Synchronization

/// Has the store do what the screen wants, on threads of its own, and reports back.
///
/// Reading has its own queue, so that looking ahead never holds up a choice.
final class ChoiceDesk: Sendable {
  private let store: any ChoiceStore
  private let queue: TrialQueue
  private let session: Session
  private let report: @Sendable (Action) -> Void
  private let begun = Mutex(Begun())
  private let writing = DispatchQueue(label: "konomi.choices.write", qos: .userInteractive)
  private let reading = DispatchQueue(label: "konomi.choices.read", qos: .userInitiated)

  /// Changed on the writing queue only.
  private struct Begun {
    var session = false
    var conditions: SessionConditions?
    var keptConditions: SessionConditions?
  }

  init(
    store: any ChoiceStore, queue: TrialQueue, session: Session, report: @escaping @Sendable (Action) -> Void
  ) {
    self.store = store
    self.queue = queue
    self.session = session
    self.report = report
  }

  func load(from position: Int, count: Int, token: Int) {
    reading.async { [self] in
      do {
        let found = try queue.trials(from: position, count: count)
        let trials = try found.map { try queued($0.trial) }
        let next = found.count < count ? nil : found.last.map { $0.position + 1 }
        report(.trialsLoaded(trials, nextPosition: next, token: token))
      } catch {
        report(.loadFailed("\(error)", token: token))
      }
    }
  }

  private func queued(_ trial: Trial) throws -> AnnotateState.QueuedTrial {
    let others = try store.choices(on: trial.comparison).filter { $0.annotator.id != session.annotator.id }
    return AnnotateState.QueuedTrial(
      trial: trial, remarks: try store.remarks(on: trial.id),
      wasRevealed: try store.hasBeenRevealed(trial.id),
      others: others.map(\.choice.outcome))
  }

  /// The session begins with its first event: a sitting without one leaves no trace.
  func record(_ event: Event, of trial: Trial) {
    writing.async { [self] in
      do {
        try begin()
        try store.record(event, of: trial)
        report(.recorded(event.id))
      } catch {
        Logger(label: "annotate").error("not recorded", metadata: ["reason": "\(error)"])
        report(.recordFailed(event.id, "\(error)"))
      }
    }
  }

  /// Keeps the conditions of the session once it has begun: at once where anything but refused keys has changed,
  /// at the end where only these have, since each of them would otherwise cost as much as a choice.
  func note(_ conditions: SessionConditions) {
    writing.async { [self] in
      begun.withLock { $0.conditions = conditions }
      keepConditions(evenIfOnlyRefusalsChanged: false)
    }
  }

  private func begin() throws {
    guard !begun.withLock({ $0.session }) else { return }
    try store.begin(session)
    begun.withLock { $0.session = true }
    keepConditions(evenIfOnlyRefusalsChanged: true)
  }

  /// A choice is worth more than what is said about its conditions: failing goes to the log only.
  private func keepConditions(evenIfOnlyRefusalsChanged: Bool) {
    let now = begun.withLock { $0 }
    guard now.session, let conditions = now.conditions, conditions != now.keptConditions else { return }
    var withFormerRefusals = conditions
    if let kept = now.keptConditions { withFormerRefusals.refusals = kept.refusals }
    guard evenIfOnlyRefusalsChanged || withFormerRefusals != now.keptConditions else { return }
    do {
      try store.record(conditions, of: session.id)
      begun.withLock { $0.keptConditions = conditions }
    } catch {
      Logger(label: "annotate").error("conditions not kept", metadata: ["reason": "\(error)"])
    }
  }

  /// Returns when all that was given to record has been dealt with.
  func finish() {
    writing.sync { keepConditions(evenIfOnlyRefusalsChanged: true) }
  }
}
