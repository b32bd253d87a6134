import Annotation
import Logging
import Preferences
import Screen
import Terminal

/// One sitting of an annotator at the terminal: puts screen, store and pictures together and runs the loop.
struct AnnotationSitting {
  /// How many earlier choices undo can reach.
  private static let undoDepth = 200

  typealias Store = any ChoiceStore & RescuableStore & ScoreStore

  private let store: Store
  private let title: String
  private let session: Session
  private let place: any SittingPlace
  private let scorer: ScorerOpening?
  private let display: DisplayOptions

  /// - Parameters:
  ///   - place: among others on the same database.
  ///   - scorer: what predictions come from; `nil` has none.
  init(
    store: Store, title: String, session: Session, place: any SittingPlace = SoleSitting(),
    scorer: ScorerOpening?, display: DisplayOptions
  ) {
    self.store = store
    self.title = title
    self.session = session
    self.place = place
    self.scorer = scorer
    self.display = display
  }

  /// Returns when the annotator quits.
  /// - Returns: what the sitting came to, in lines.
  func run() throws -> [String] {
    let queue = try TrialQueue(session: session, store: store)
    let history = try store.latestChoices(of: session.annotator.id, limit: Self.undoDepth)
    let undone = try store.undoneChoices(of: session.annotator.id, limit: Self.undoDepth)
    let revealed = try (history + undone).map(\.trial.id).filter { try store.hasBeenRevealed($0) }
    let lastEvent = try store.latestEventID()
    let progress = Progress(done: queue.committedCount(), total: queue.schedule.count)

    let terminal = try Terminal(colors: display.colors)
    defer { terminal.close() }
    let theme = try display.loadTheme(for: terminal.textColors)
    let state = AnnotateState(
      session: session, title: title, size: terminal.size, progress: progress, history: history,
      undone: undone, revealed: Set(revealed), lastEvent: lastEvent,
      scorer: scorer.map { .loading($0.name) } ?? .none,
      colors: terminal.colors, conditions: SessionConditions(terminal: terminal.type))
    let mailbox = try Mailbox<Action>()
    let choices = ChoiceDesk(store: store, queue: queue, session: session, place: place) { mailbox.post($0) }
    let desk = AnnotateDesk(
      choices: choices,
      pictures: PictureDesk(colors: terminal.colors, cellPixels: terminal.cellPixels) { mailbox.post($0) },
      predictions: scorer.map { PredictionDesk($0, keepingIn: store) { mailbox.post($0) } })
    let end = try ScreenLoop(
      terminal: terminal, theme: theme, state: state, mailbox: mailbox, desk: desk
    ).run()
    return end.summary + store.linesOnRescue(after: end.rescued, ifWorthIt: choices.hasRecorded)
  }
}
