import Annotation
import Dispatch
import Logging
import Preferences
import Synchronization

/// Has the store do what the screen wants, on threads of its own, and reports back.
///
/// Reading has its own queue, so that looking ahead never holds up a choice.
final class ChoiceDesk: Sendable {
  typealias Store = any ChoiceStore & RescuableStore

  private let store: Store
  private let queue: TrialQueue
  private let session: Session
  private let place: any SittingPlace
  private let report: @Sendable (Action) -> Void
  private let begun = Mutex(Begun())
  private let line = Mutex(Line())
  private let writing = DispatchQueue(label: "konomi.choices.write", qos: .userInteractive)
  private let reading = DispatchQueue(label: "konomi.choices.read", qos: .userInitiated)

  /// Changed on the writing queue only.
  private struct Begun {
    var session = false
    var conditions: SessionConditions?
    var keptConditions: SessionConditions?
  }

  /// The trials that the annotator comes to next.
  private struct Line {
    var front: AnnotateState.QueuedTrial?
    var upcoming: [AnnotateState.QueuedTrial] = []
  }

  /// - Parameter place: where the annotator sits among others on the same database.
  init(
    store: Store, queue: TrialQueue, session: Session, place: any SittingPlace = SoleSitting(),
    report: @escaping @Sendable (Action) -> Void
  ) {
    self.store = store
    self.queue = queue
    self.session = session
    self.place = place
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
      others: Dictionary(grouping: others, by: \.annotator.id).values.map { choices in
        choices.map { OtherChoice($0.choice.outcome, of: $0.trial.images) }
      })
  }

  /// The session begins with its first event: a sitting without one leaves no trace.
  func record(_ event: Event, of trial: Trial) {
    writing.async { [self] in
      do {
        if let successor = place.successor {
          report(
            .recordFailed(
              event.id, "\(session.annotator.name) took over elsewhere, \(successor): q leaves here"))
          return
        }
        try begin()
        try store.commit(event, of: trial)
        if case .choice = event.kind { settleUpcoming() }
        report(.recorded(event.id))
      } catch StoreFault.overtaken(let standing) {
        settleUpcoming()
        report(.overtaken(event.id, standing: standing))
      } catch {
        Logger(label: "annotate").error("not recorded", metadata: ["reason": "\(error)"])
        if case StoreFault.moved = error {
          report(.databaseMoved(event.id))
        } else {
          report(.recordFailed(event.id, "\(error)"))
        }
      }
    }
  }

  /// Takes note of which trials come next, and looks once more whether the one that has come to the front is still to be
  /// judged.
  func note(front: AnnotateState.QueuedTrial?, upcoming: [AnnotateState.QueuedTrial]) {
    writing.async { [self] in
      let isNew = line.withLock { line in
        defer { line = Line(front: front, upcoming: upcoming) }
        return line.front?.trial.id != front?.trial.id
      }
      guard isNew, let front, front.earlier == nil else { return }
      let standing = standing(of: front)
      if standing != .open { report(.leftOut([front.trial.id: standing])) }
    }
  }

  /// Looks at the trials to come until one is found that is still to be judged: that is the one which comes to the
  /// front.
  private func settleUpcoming() {
    var settled: [TrialID: TrialQueue.Standing] = [:]
    for queued in line.withLock({ $0.upcoming }) {
      let standing = standing(of: queued)
      if standing == .open { break }
      settled[queued.trial.id] = standing
    }
    if !settled.isEmpty { report(.leftOut(settled)) }
  }

  private func standing(of queued: AnnotateState.QueuedTrial) -> TrialQueue.Standing {
    do {
      return try queue.standing(of: queued.trial, fronts: queued.wasPutOff ? nil : place)
    } catch {
      Logger(label: "annotate").error("not looked at again", metadata: ["reason": "\(error)"])
      return .open
    }
  }

  /// Has all that the store holds written to a new file.
  func rescue() {
    writing.async { [self] in
      do {
        report(.rescued(try store.rescue()))
      } catch {
        report(.rescueFailed("\(error)"))
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

  /// Whether the session has an event.
  var hasRecorded: Bool { begun.withLock { $0.session } }

  /// Returns when all that was given to record has been dealt with.
  func finish() {
    writing.sync { keepConditions(evenIfOnlyRefusalsChanged: true) }
  }
}
