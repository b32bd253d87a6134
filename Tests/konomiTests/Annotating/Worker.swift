import Annotation
import Dispatch
import Preferences
import Screen
import Synchronization

@testable import konomi

/// An annotator at work: the screen's state and a real desk, without a terminal.
final class Worker {
  private(set) var state: AnnotateState
  private let desk: ChoiceDesk
  private let inbox = Inbox()
  private var uptime = 0
  private var awaited = 0
  private var isLeft = false

  private final class Inbox: Sendable {
    let actions = Mutex<[Action]>([])
    let arrival = DispatchSemaphore(value: 0)

    func post(_ action: Action) {
      actions.withLock { $0.append(action) }
      arrival.signal()
    }
  }

  init(
    _ annotator: Annotator, session number: UInt64, in store: ChoiceDesk.Store,
    place: any SittingPlace = SoleSitting(),
    settings: SessionSettings = SessionSettings()
  ) throws {
    let session = Session(
      id: SessionID(high: number, low: 1, version: 8), annotator: annotator, settings: settings,
      startedAt: Timestamp(milliseconds: 0))
    let queue = try TrialQueue(session: session, store: store)
    let inbox = inbox
    desk = ChoiceDesk(store: store, queue: queue, session: session, place: place) { inbox.post($0) }
    state = AnnotateState(
      session: session, title: "t", size: Size(width: 120, height: 40),
      progress: Progress(done: queue.committedCount(), total: queue.schedule.count),
      history: try store.latestChoices(of: annotator.id, limit: 9),
      undone: try store.undoneChoices(of: annotator.id, limit: 9), lastEvent: try store.latestEventID())
    perform(state.reduce(.began))
    settle()
  }

  /// Presses a key as somebody who takes two seconds a trial, and lets everything come to rest.
  func press(_ key: Key) {
    settle()
    perform(
      state.reduce(
        .keyPressed(
          key,
          Moment(
            uptime: uptime, time: Timestamp(.now),
            random: SIMD2(UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max))))))
    settle()
  }

  /// Returns when nothing is on its way, and the trial in front has been on the glass for two seconds.
  func settle() {
    var noted: [TrialID]
    repeat {
      noted = state.line.map(\.trial.id)
      while awaited > 0 { takeOne() }
      desk.note(front: state.current, upcoming: Array(state.line.dropFirst(state.current == nil ? 0 : 1)))
      desk.finish()
      while !inbox.actions.withLock(\.isEmpty) { takeOne() }
    } while awaited > 0 || noted != state.line.map(\.trial.id)
    if let trial = state.fullyShownTrial { perform(state.reduce(.becameVisible(trial.id, uptime: uptime))) }
    uptime += 2000
  }

  private func takeOne() {
    inbox.arrival.wait()
    let action = inbox.actions.withLock { $0.removeFirst() }
    switch action {
    case .trialsLoaded, .loadFailed, .recorded, .recordFailed, .overtaken, .databaseMoved, .rescued,
      .rescueFailed:
      awaited -= 1
    default: break
    }
    perform(state.reduce(action))
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .loadTrials(let position, let count, let token):
        awaited += 1
        desk.load(from: position, count: count, token: token)
      case .record(let event, let trial):
        awaited += 1
        desk.record(event, of: trial)
      case .rescue:
        awaited += 1
        desk.rescue()
      case .preparePictures(let useful):
        for request in useful.all { perform(state.reduce(.pictureReady(request, request.box))) }
      default: break
      }
    }
  }
}
