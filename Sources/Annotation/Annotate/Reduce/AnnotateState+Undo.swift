import Preferences
import Screen

extension AnnotateState {
  /// What is done only when its key is pressed once more.
  enum Question: Equatable, Sendable {
    case undo(EventID)
    case redo(EventID)

    var command: Command {
      switch self {
      case .undo: .undo
      case .redo: .redo
      }
    }
  }

  /// Any other key answers no, and does nothing else; quitting always quits.
  /// - Returns: whether the key has done its work by that.
  mutating func answersNo(_ command: Command?) -> Bool {
    guard let asked = question, command != asked.command else { return false }
    question = nil
    notice = nil
    return command != .quit
  }

  /// Undo stays within the session, unless the annotator says that a choice of an earlier one is meant.
  mutating func undo(at moment: Moment) -> [Effect] {
    guard let last = history.last else {
      notice = Notice("nothing to undo")
      return []
    }
    if last.madeEarlier != nil, question != .undo(last.event) {
      ask(.undo(last.event), "u again undoes", last)
      return []
    }
    question = nil
    return record(.undo(last.event), on: last.queued.trial, then: .takeBack(last), at: moment)
  }

  /// Brings back the choice on the trial in front; another one only where the annotator says that it is meant.
  mutating func redo(at moment: Moment) -> [Effect] {
    let here = undone.last { $0.queued.trial.id == current?.trial.id }
    guard let last = here ?? undone.last else {
      notice = Notice("nothing to redo")
      return []
    }
    if here == nil, question != .redo(last.event) {
      ask(.redo(last.event), "^R again brings back", last)
      return []
    }
    question = nil
    return record(.redo(last.event), on: last.queued.trial, then: .bringBack(last), at: moment)
  }

  /// Says whose choice it is, of when, in which mode and of what.
  private mutating func ask(_ question: Question, _ words: String, _ committed: CommittedTrial) {
    self.question = question
    let trial = committed.queued.trial
    let time = committed.madeEarlier.map { " of \($0.minute)" } ?? ""
    notice = Notice(
      "\(words) \(session.annotator.name)'s choice\(time) (\(trial.mode.rawValue): \(committed.words)), other keys "
        + "leave it: \(trial.prompt.text)")
  }
}

extension Trial {
  /// The mode that asks this; two candidates are a pair, whichever mode showed them.
  var mode: AnnotationMode {
    task == .rank ? .rank : candidates.count == 2 ? .pair : .best
  }
}

extension Timestamp {
  /// To the minute, such as `2026-01-31 08:15 UTC`.
  package var minute: String {
    let text = iso8601
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }
}
