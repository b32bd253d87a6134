import Preferences
import Screen

extension AnnotateState {
  /// More does not fit the line it is written in, nor the habit of reading it later.
  static let longestNote = 500

  mutating func toggleFlag(at moment: Moment) -> [Effect] {
    guard let queued = current else { return [] }
    return record(.flag(!queued.remarks.flagged), on: queued.trial, then: .remark, at: moment)
  }

  mutating func startNote() {
    guard let queued = current else { return }
    view.focus = .note(queued.remarks.note ?? "")
  }

  mutating func editNote(_ text: String, with key: Key, at moment: Moment) -> [Effect] {
    switch key {
    case .character(let character):
      typeIntoNote(String(character))
    case .backspace:
      view.focus = .note(String(text.dropLast()))
    case .control("u"):
      view.focus = .note("")
    case .escape, .control("c"):
      view.focus = .candidates
    case .enter:
      return finishNote(text, at: moment)
    default:
      break
    }
    return []
  }

  mutating func typeIntoNote(_ typed: String) {
    guard case .note(let text) = view.focus else { return }
    view.focus = .note(String((text + typed).prefix(Self.longestNote)))
  }

  private mutating func finishNote(_ text: String, at moment: Moment) -> [Effect] {
    view.focus = .candidates
    guard let queued = current, pending == nil, text != queued.remarks.note ?? "" else { return [] }
    return record(.note(text), on: queued.trial, then: .remark, at: moment)
  }
}
