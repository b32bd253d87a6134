import CTerminal
import Glibc

/// What a call to `Terminal.present` came to.
package struct Painting: Hashable, Sendable {
  /// Which of the frames that were written shows what was presented. `TerminalEvent.painted` names it when the terminal
  /// has dealt with it.
  package let frame: Int
  /// Whether the frame has pictures, and every one of them lies whole on the glass.
  package let isComplete: Bool
}

/// What the terminal is asked, and what follows from its answers.
///
/// Behind each frame with pictures goes a status query (DSR). A terminal answers when it has worked through what came
/// before, so the answer says that the frame is on the glass, however long the line held it up. A multiplexer
/// (tmux, screen) and mosh answer for themselves: then it says that the frame has reached them, and the way from there
/// to the outer terminal is not measured.
extension Terminal {
  /// An answer that takes longer may have been lost, and is asked for in another way.
  private static let patienceForAnswer = Duration.seconds(2)
  /// How many frames may be on their way to a terminal that answers: what a line holds in store cannot be taken back, and
  /// whoever waits for it should then see the newest state. Two, so that one is drawn while the next is under way.
  private static let framesUnderWay = 2
  /// A frame over a very slow line takes longer; nothing but an extra frame comes of it.
  private static let patienceForFrames = Duration.seconds(10)

  /// How long the end of the program waits for answers, which would otherwise be typed into the shell.
  private static let patienceAtTheEnd = Duration.milliseconds(250)

  /// So many frames without an answer to anything, and a terminal is asked no more until it does answer.
  private static let mostInVain = 250

  private static let statusQuestion = Array("\u{1b}[5n".utf8)
  private static let attributesQuestion = Array("\u{1b}[c".utf8)

  /// Whether a frame may be begun: the driver has taken all, and the line holds no two frames that nobody has seen.
  package var takesFrames: Bool {
    !isBehind
      && questions.framesUnderWay(at: .now, patience: Self.patienceForFrames) < Self.framesUnderWay
  }

  /// To go out behind a frame.
  func appendQuestion(behind glass: Glass, to output: inout [UInt8]) {
    lastFrame += 1
    guard !glass.stripes.isEmpty, traits.answers || questions.count < Self.mostInVain else { return }
    output += Self.statusQuestion
    questions.ask(.status(frame: lastFrame))
  }

  func take(_ reply: TerminalReply) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    if let frame = questions.take(reply) { events.append(.painted(frame: frame)) }
    let before = traits
    traits.take(reply)
    guard traits != before else { return events }
    let colorsBefore = colors
    colorFacts.name = traits.name
    if before.keyboardFlags == nil, traits.keyboardFlags != nil { takeKeyboard() }
    events.append(.identified(traits))
    if colors != colorsBefore { events.append(.colorsChanged(colors)) }
    return events
  }

  /// Repeats are wanted wherever the terminal can tell them.
  private func takeKeyboard() {
    ct_keyboard_taken()
    send(TerminalTraits.fullKeyboard)
  }

  /// The terminal was another program's in between: answers that are still to come are to nothing that counts now.
  func askAnew() {
    questions.forget()
    if traits.keyboardFlags != nil { takeKeyboard() }
    askAttributes()
  }

  func askAgainIfLate() {
    guard traits.answers, questions.isLate(at: .now, patience: Self.patienceForAnswer) else { return }
    askAttributes()
  }

  private func askAttributes() {
    send(Self.attributesQuestion)
    questions.ask(.attributes)
  }

  /// Reads answers that are under way before somebody else has the terminal. What has not been drawn by then is dropped
  /// when the terminal is left, as far as the driver still has it.
  func awaitLastAnswers() {
    defer {
      let unseen = questions.framesUnderWay(at: .now, patience: Self.patienceForFrames)
      ct_set_behind(isBehind || unseen > 0)
    }
    let end = ContinuousClock.now + Self.patienceAtTheEnd
    while !isBehind, !questions.isEmpty, !isHungUp, .now < end {
      wait(timeout: end - .now)
      while let input = nextInput() {
        if case .reply(let reply)? = filter.feed(input) { _ = questions.take(reply) }
      }
    }
  }
}
