import Annotation
import FoundationEssentials
import Logging
import Preferences
import Screen
import Terminal

/// Has done what a screen wants. Called on the loop's thread, and never waits for anything.
protocol ScreenDesk {
  associatedtype State: ScreenState

  /// - Returns: `false` when the screen is to be left.
  mutating func perform(_ effect: State.Effect) -> Bool

  /// Called after each painting, with milliseconds of the monotonic clock.
  /// - Returns: what happened by it, if anything.
  mutating func presented(_ state: State, _ frame: Frame, uptime: Int) -> State.Action?

  /// From now on pictures are made in other colours; those that were made are forgotten.
  func changeColors(to colors: ColorDepth)

  /// A picture that has been made.
  func picture(_ name: PictureName) -> Picture?

  /// Returns when all that was given to record has been dealt with.
  func finish()
}

/// Feeds what happens to a screen's state, draws it, and has done what it wants. Runs on one thread and never
/// waits for anything but the terminal and the mailbox.
final class ScreenLoop<Desk: ScreenDesk> {
  private let terminal: Terminal
  private let theme: Theme
  private var state: Desk.State
  private let mailbox: Mailbox<Desk.State.Action>
  private var desk: Desk
  private let start = ContinuousClock.now
  private var hasQuit = false

  init(
    terminal: Terminal, theme: Theme, state: Desk.State, mailbox: Mailbox<Desk.State.Action>, desk: Desk
  ) {
    self.terminal = terminal
    self.theme = theme
    self.state = state
    self.mailbox = mailbox
    self.desk = desk
  }

  /// Returns when the screen is left; what was being recorded then is on disk.
  /// - Returns: the state in which it was left.
  @discardableResult
  func run() throws -> Desk.State {
    defer { desk.finish() }
    take(.began)
    while !hasQuit {
      try present()
      terminal.wait(for: [mailbox.wake])
      for event in terminal.nextEvents() { handle(event) }
      for action in mailbox.drain() { take(action) }
    }
    return state
  }

  private func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): take(.keyPressed(key, moment()))
    case .pasted(let text): take(.pasted(text))
    case .resized(let size): take(.resized(size))
    case .identified(let traits):
      if let name = traits.name { take(.terminalNamed(name)) }
    case .colorsChanged(let colors):
      desk.changeColors(to: colors)
      take(.colorsChanged(colors))
    case .resumed, .reply: break
    case .terminate(let signal):
      Logger(label: "screen").notice("ended by a signal", metadata: ["signal": "\(signal)"])
      hasQuit = true
    }
  }

  private func take(_ action: Desk.State.Action) {
    for effect in state.reduce(action) where !desk.perform(effect) { hasQuit = true }
  }

  private func present() throws {
    let frame = state.render(theme: theme)
    guard try terminal.present(frame, picture: desk.picture) else { return }
    if let action = desk.presented(state, frame, uptime: uptime()) { take(action) }
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
