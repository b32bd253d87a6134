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
  /// Touched on the writing queue only.
  private let hasBegun = Atomic(false)
  private let writing = DispatchQueue(label: "konomi.choices.write", qos: .userInteractive)
  private let reading = DispatchQueue(label: "konomi.choices.read", qos: .userInitiated)

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
    let others = try store.choices(on: trial.comparison).filter { record in
      record.annotator.id != session.annotator.id
        && StudyFilter.takesByDefault(
          scoresVisible: record.choice.scoresVisible, policy: record.trial.selection.policy,
          repetition: record.trial.repetition)
    }
    return AnnotateState.QueuedTrial(
      trial: trial, remarks: try store.remarks(on: trial.id),
      wasRevealed: try store.hasBeenRevealed(trial.id),
      others: Dictionary(grouping: others, by: \.annotator.id).values.map { $0.map(\.choice.outcome) })
  }

  /// The session begins with its first event: a sitting without one leaves no trace.
  func record(_ event: Event, of trial: Trial) {
    writing.async { [self] in
      do {
        if !hasBegun.load(ordering: .relaxed) {
          try store.begin(session)
          hasBegun.store(true, ordering: .relaxed)
        }
        try store.record(event, of: trial)
        report(.recorded(event.id))
      } catch {
        Logger(label: "annotate").error("not recorded", metadata: ["reason": "\(error)"])
        report(.recordFailed(event.id, "\(error)"))
      }
    }
  }

  /// Returns when all that was given to record has been dealt with.
  func finish() {
    writing.sync {}
  }
}
