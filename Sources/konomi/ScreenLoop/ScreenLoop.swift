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

  /// Called after each painting.
  mutating func presented(_ state: State)

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
  private let start = SuspendingClock.now
  private var clock = AwakeClock(at: .zero)
  private var alarm: (token: Int, due: Duration)?
  private var sight: SightWatch<Desk.State.Action.Subject>
  private var hasQuit = false
  /// Whether the terminal has yet to be given what the state is now.
  private var isBehind = false

  init(
    terminal: Terminal, theme: Theme, state: Desk.State, mailbox: Mailbox<Desk.State.Action>, desk: Desk
  ) {
    self.terminal = terminal
    self.theme = theme
    self.state = state
    self.mailbox = mailbox
    self.desk = desk
    sight = SightWatch()
  }

  /// Returns when the screen is left; what was being recorded then is on disk.
  /// - Returns: the state in which it was left.
  @discardableResult
  func run() throws -> Desk.State {
    defer { desk.finish() }
    take(.began)
    while !hasQuit {
      try present()
      while !hasQuit, !somethingHappens() {}
    }
    return state
  }

  /// Waits for one beat of the clock, or until something happens.
  private func somethingHappens() -> Bool {
    terminal.wait(
      for: [mailbox.wake], timeout: min(AwakeClock.beat, alarm.map { $0.due - now } ?? AwakeClock.beat))
    let before = clock
    clock.advance(to: now)
    // A frame that has all gone out is taken note of before what may have come in answer to it.
    if isBehind, terminal.takesFrames { return true }
    let events = terminal.nextEvents()
    if events.contains(.resumed) {
      clock = before
      clock.skip(to: now)
    }
    for event in events { handle(event) }
    let messages = mailbox.drain()
    for action in messages { take(action) }
    // Last: a key that has come already may show that what is held back was no press.
    let rings = ring()
    let canCatchUp = isBehind && terminal.takesFrames
    return sayWhatIsKnown() || rings || canCatchUp || !events.isEmpty || !messages.isEmpty
  }

  private func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key): take(.keyPressed(key, moment()))
    case .repeated(let key): take(.keyRepeated(key, moment()))
    case .pasted(let text): take(.pasted(text))
    case .resized(let size): take(.resized(size))
    case .identified(let traits):
      if let name = traits.name { take(.terminalNamed(name)) }
      sayWhatIsKnown()
    case .colorsChanged(let colors):
      desk.changeColors(to: colors)
      take(.colorsChanged(colors))
    case .painted(let frame):
      sight.confirm(frame)
      tellSight()
    case .resumed, .reply: break
    case .terminate(let signal):
      Logger(label: "screen").notice("ended by a signal", metadata: ["signal": "\(signal)"])
      hasQuit = true
    }
  }

  private func take(_ action: Desk.State.Action) {
    for effect in state.reduce(action) {
      if let wanted = effect.alarm {
        alarm = (wanted.token, now + .milliseconds(wanted.milliseconds))
      } else if !desk.perform(effect) {
        hasQuit = true
      }
    }
  }

  private func ring() -> Bool {
    guard let due = alarm, due.due <= now else { return false }
    alarm = nil
    take(.woke(token: due.token))
    return true
  }

  /// - Returns: whether it is new.
  @discardableResult
  private func sayWhatIsKnown() -> Bool {
    guard let known = sight.learn(from: terminal.traits, at: now) else { return false }
    take(.terminalKnown(confirmsFrames: known.confirmsFrames, tellsRepeats: known.tellsRepeats))
    tellSight()
    return true
  }

  private func present() throws {
    let frame = state.render(theme: theme)
    let painting = try terminal.present(frame, picture: desk.picture)
    isBehind = painting == nil
    guard let painting else { return }
    desk.presented(state)
    if state.isCovered { take(.becameCovered(uptime: clock.milliseconds)) }
    guard painting.isComplete, let subject = state.awaitingSight else { return sight.awaitNothing() }
    take(.wasWritten(subject, uptime: clock.milliseconds))
    sight.await(subject, in: painting.frame)
    tellSight()
  }

  /// Whoever sees the candidates sees them from now on: response times run from here.
  private func tellSight() {
    if let subject = sight.seen() { take(.becameVisible(subject, uptime: clock.milliseconds)) }
  }

  private var now: Duration { SuspendingClock.now - start }

  private func moment() -> Moment {
    Moment(
      uptime: clock.milliseconds, time: Timestamp(.now),
      random: SIMD2(UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max)))
  }
}
