import Preferences
import Screen

/// What happens outside this sitting: others judge, the annotator sits at another terminal too, the database is moved.
extension AnnotateState {
  /// The trial in front and those to come, nearest first.
  package var line: [QueuedTrial] { (current.map { [$0] } ?? []) + upcoming }

  /// Trials that need not be judged any more, or not now. The one in front goes too, unless a choice on it is under way
  /// or it is there to be judged again.
  mutating func leaveOut(_ standings: [TrialID: TrialQueue.Standing]) {
    for queued in upcoming { put(queued, aside: standings[queued.trial.id]) }
    upcoming.removeAll { standings[$0.trial.id, default: .open] != .open }
    guard let queued = current, pending == nil, queued.earlier == nil,
      let standing = standings[queued.trial.id], standing != .open
    else { return }
    put(queued, aside: standing)
    showNext()
    notice = Notice(standing.words)
  }

  private mutating func put(_ queued: QueuedTrial, aside standing: TrialQueue.Standing?) {
    switch standing {
    case .chosen: progress.passOver()
    case .inFrontOfOthers:
      var later = queued
      later.wasPutOff = true
      putOff.append(later)
    case .judgedByOthers, .open, nil: break
    }
  }

  /// The event was not recorded, since the annotator has decided otherwise at another terminal.
  mutating func giveWay(_ event: EventID, to standing: Choice?) {
    guard let refused = pending, refused.event.id == event else { return }
    pending = nil
    isQuitting = false
    let time = standing.map { " (\($0.at.minute))" } ?? ""
    switch refused.then {
    case .commit:
      progress.passOver()
      showNext()
    case .takeBack:
      takeBackLast()
    case .bringBack(let committed):
      undone.removeAll { $0.event == committed.event }
      if current?.trial.id == committed.queued.trial.id {
        progress.passOver()
        showNext()
      }
    case .remark: break
    }
    let verb =
      switch refused.then {
      case .takeBack: "undone"
      case .bringBack: "redone"
      case .commit, .remark: "recorded"
      }
    notice = Notice(
      "not \(verb): you judged or undid this trial at another terminal meanwhile\(time)", isError: true)
  }

  /// The event stays in memory: it can be written with everything else to another file.
  mutating func keepUnsaved(_ event: EventID) {
    guard let refused = pending, refused.event.id == event else { return }
    unsaved = refused
    refuse(event, reason: "database moved or removed · W: write all to a new file · or put it back")
  }

  mutating func rescue() -> [Effect] {
    guard unsaved != nil else {
      notice = Notice("the database is where it was")
      return []
    }
    notice = Notice("writing everything to a new file …")
    return [.rescue]
  }

  mutating func goOn(inRescuedFile path: String) -> [Effect] {
    rescued = path
    notice = Notice("everything is in \(path) now")
    guard let kept = unsaved, pending == nil else { return [] }
    unsaved = nil
    guard isStillMeant(kept) else { return [] }
    pending = kept
    return [.record(kept.event, kept.trial)]
  }
}

extension AnnotateState {
  /// Whether what was kept is of the trial in front, or of one that undo and redo know.
  private func isStillMeant(_ kept: Pending) -> Bool {
    switch kept.then {
    case .commit, .remark: kept.trial.id == current?.trial.id
    case .takeBack(let committed): history.last?.event == committed.event
    case .bringBack(let committed): undone.contains { $0.event == committed.event }
    }
  }
}

extension TrialQueue.Standing {
  fileprivate var words: String {
    switch self {
    case .open: ""
    case .chosen: "that trial was judged at another terminal meanwhile: here is the next"
    case .judgedByOthers: "that trial was judged by others meanwhile: here is the next"
    case .inFrontOfOthers: "that trial is in front of somebody else: here is the next"
    }
  }
}
