import Preferences

extension AnnotateState {
  /// The event is on disk: now, and not earlier, the screen may say so.
  mutating func confirm(_ event: EventID) -> [Effect] {
    guard let arrived = pending, arrived.event.id == event else { return [] }
    pending = nil
    unsaved = nil
    switch arrived.then {
    case .commit(let outcome): finishCommit(arrived, outcome)
    case .takeBack(let committed): finishUndo(committed)
    case .bringBack(let committed): finishRedo(committed)
    case .remark: finishRemark(arrived.event.kind)
    }
    if let rescued, !isRescueTold {
      isRescueTold = true
      notice = Notice("recorded in \(rescued), with everything else")
    }
    return isQuitting ? [.quit] : []
  }

  /// Nothing is lost: the trial stays, and the key can be pressed again.
  mutating func refuse(_ event: EventID, reason: String) {
    guard pending?.event.id == event else { return }
    pending = nil
    isQuitting = false
    notice = Notice("not recorded: \(reason)", isError: true)
  }

  private mutating func finishCommit(_ arrived: Pending, _ outcome: Outcome) {
    guard case .choice(_, let response, let scoresVisible) = arrived.event.kind, let queued = current else {
      return
    }
    let kept = QueuedTrial(
      trial: queued.trial, remarks: queued.remarks, wasRevealed: queued.wasRevealed, others: queued.others)
    history.append(
      CommittedTrial(
        queued: kept, outcome: outcome, event: arrived.event.id,
        counts: StudyFilter.takesByDefault(
          scoresVisible: scoresVisible, policy: kept.trial.selection.policy,
          repetition: kept.trial.repetition),
        prediction: scorer.isWorking ? .awaited : .none))
    countLast()
    if scorer.isWorking, outcome != .skip {
      promptness.add(isThere: history.last?.prediction.isReady == true)
    }
    undone.removeAll { $0.queued.trial.id == queued.trial.id }
    progress.advance(afterMilliseconds: response)
    if reveal == .pause, outcome != .skip, scorer.isWorking { stage = .revealing(kept) } else { showNext() }
  }

  private mutating func finishUndo(_ committed: CommittedTrial) {
    takeBackLast()
    undone.append(committed)
    progress.stepBack()
    if let queued = current { upcoming.insert(queued, at: 0) }
    var again = committed.queued
    again.earlier = committed.outcome
    if reveal != .never, committed.prediction != .none { again.wasRevealed = true }
    show(again)
    let mode =
      again.trial.mode == session.settings.mode ? "" : ", a trial of mode \(again.trial.mode.rawValue)"
    notice = Notice("undone\(mode): choose again, or ^R to redo")
  }

  private mutating func finishRedo(_ committed: CommittedTrial) {
    undone.removeAll { $0.event == committed.event }
    history.append(committed)
    countLast()
    progress.advance(afterMilliseconds: nil)
    let trial = committed.queued.trial.id
    if current?.trial.id == trial { showNext() } else { upcoming.removeAll { $0.trial.id == trial } }
    notice = Notice("redone: \(committed.words)")
  }

  private mutating func finishRemark(_ kind: Event.Kind) {
    guard case .judging(var queued) = stage else { return }
    switch kind {
    case .flag(let isOn):
      queued.remarks.flagged = isOn
      notice = isOn ? nil : Notice("flag taken away")
    case .note(let text):
      queued.remarks.note = text.isEmpty ? nil : text
      notice = Notice(text.isEmpty ? "note taken away" : "note kept")
    case .choice, .undo, .redo: break
    }
    stage = .judging(queued)
  }
}
