import Preferences
import Screen

@testable import Annotation

/// Plays keys to the annotation screen as its loop does: alarms ring in their time, a choice reaches the disk, and the
/// next trial the glass.
struct KeyPlayer {
  var state: AnnotateState
  /// What was recorded, in order.
  private(set) var events: [Event] = []
  private var agenda: [(at: Int, what: Happening)] = []

  /// From a choice to the next trial on the glass, in milliseconds.
  static let delay = 12

  private enum Happening {
    case action(Action)
    case recorded(EventID)
    case seen
  }

  /// - Parameter tellsRepeats: as with kitty's keyboard protocol.
  init(trials: Int = 20, tellsRepeats: Bool, mode: AnnotationMode = .pair) throws {
    state = try Sample.showing((1...trials).map { try Sample.trial($0) }, mode: mode)
    _ = state.reduce(.terminalKnown(confirmsFrames: true, tellsRepeats: tellsRepeats))
  }

  mutating func press(_ key: Key, at uptime: Int) {
    agenda.append((uptime, .action(.keyPressed(key, Sample.moment(uptime)))))
  }

  /// A key that is held down: pressed, then repeated from `delay` on every `rate` milliseconds.
  mutating func hold(_ key: Key, from start: Int, for length: Int, delay: Int, rate: Int) {
    press(key, at: start)
    for uptime in stride(from: start + delay, to: start + length, by: rate) {
      if state.keyGuard.isToldRepeats {
        agenda.append((uptime, .action(.keyRepeated(key, Sample.moment(uptime)))))
      } else {
        press(key, at: uptime)
      }
    }
  }

  /// Lets all of it happen.
  /// - Returns: how many choices were recorded.
  mutating func play() -> Int {
    while let next = agenda.indices.min(by: { agenda[$0].at < agenda[$1].at }) {
      let (at, what) = agenda.remove(at: next)
      switch what {
      case .action(let action): take(state.reduce(action), at: at)
      case .recorded(let event): take(state.reduce(.recorded(event)), at: at)
      case .seen: Sample.becomeVisible(&state, at: at)
      }
    }
    return events.count { if case .choice = $0.kind { true } else { false } }
  }

  private mutating func take(_ effects: [Effect], at uptime: Int) {
    Sample.finishPictures(effects, &state)
    for effect in effects {
      switch effect {
      case .record(let event, _):
        events.append(event)
        agenda.append((uptime + Self.delay / 2, .recorded(event.id)))
        agenda.append((uptime + Self.delay, .seen))
      case .wake(let alarm): agenda.append((uptime + alarm.milliseconds, .action(.woke(token: alarm.token))))
      default: break
      }
    }
  }
}
