import Preferences

extension AnnotateState {
  mutating func undo(at moment: Moment) -> [Effect] {
    guard let last = history.last else {
      notice = Notice("nothing to undo")
      return []
    }
    return record(.undo(last.event), on: last.queued.trial, then: .takeBack(last), at: moment)
  }

  /// Only the trial in front can be redone: it is the one that undo showed last.
  mutating func redo(at moment: Moment) -> [Effect] {
    guard let last = undone.last, last.queued.trial.id == current?.trial.id else {
      notice = Notice("nothing to redo")
      return []
    }
    return record(.redo(last.event), on: last.queued.trial, then: .bringBack(last), at: moment)
  }
}
