import Annotation
import FoundationEssentials
import Logging
import Preferences
import Screen
import Terminal

/// Feeds what happens to the state, draws it, and has done what it wants. Runs on one thread and never waits for
/// anything but the terminal and the mailbox.
final class AnnotationLoop {
  private let terminal: Terminal
  private let theme: Theme
  private var state: AnnotateState
  private let mailbox: Mailbox<Action>
  private let choices: ChoiceDesk
  private let pictures: PictureDesk
  private let start = ContinuousClock.now
  private let log = Logger(label: "annotate")
  /// Asked for and not yet begun.
  private var wantedPictures: UsefulPictures?
  private var hasQuit = false

  init(
    terminal: Terminal, theme: Theme, state: AnnotateState, mailbox: Mailbox<Action>, choices: ChoiceDesk,
    pictures: PictureDesk
  ) {
    self.terminal = terminal
    self.theme = theme
    self.state = state
    self.mailbox = mailbox
    self.choices = choices
    self.pictures = pictures
  }

  /// Returns when the annotator quits; what was being recorded then is on disk.
  func run() throws {
    defer { choices.finish() }
    take(.began)
    while !hasQuit {
      try present()
      prepareWantedPictures()
      terminal.wait(for: [mailbox.wake])
      for event in terminal.nextEvents() { handle(event) }
      for action in mailbox.drain() { take(action) }
    }
  }

  private func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): take(.keyPressed(key, moment()))
    case .pasted(let text): take(.pasted(text))
    case .resized(let size): take(.resized(size))
    case .resumed: break
    case .terminate(let signal):
      log.notice("ended by a signal", metadata: ["signal": "\(signal)"])
      hasQuit = true
    }
  }

  private func take(_ action: Action) {
    for effect in state.reduce(action) { perform(effect) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .loadTrials(let position, let count, let token):
      choices.load(from: position, count: count, token: token)
    case .record(let event, let trial): choices.record(event, of: trial)
    case .preparePictures(let useful): wantedPictures = useful
    case .quit: hasQuit = true
    }
  }

  private func present() throws {
    let frame = state.render(theme: theme)
    try terminal.present(frame, picture: pictures.picture)
    // Whoever sees the candidates has seen them from now on: response times run from here.
    guard state.awaitsVisibility, let trial = state.fullyShownTrial,
      frame.slots.allSatisfy({ pictures.picture($0.picture) != nil })
    else { return }
    take(.becameVisible(trial.id, uptime: uptime()))
    log.debug("trial on screen", metadata: ["trial": "\(trial.id)", "uptime": "\(uptime())"])
  }

  /// After painting, since decoding what comes later would take the processor from what is due now.
  private func prepareWantedPictures() {
    guard let useful = wantedPictures else { return }
    wantedPictures = nil
    pictures.prepare(useful)
  }

  private func uptime() -> Int {
    Int((ContinuousClock.now - start) / .milliseconds(1))
  }

  private func moment() -> Moment {
    Moment(
      uptime: uptime(), time: Timestamp(.now),
      random: SIMD2(UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)))
  }
}
