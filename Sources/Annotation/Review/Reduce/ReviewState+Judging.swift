import Preferences
import Screen

extension ReviewState {
  /// The judgement before anything is revealed, by the same rules as a choice.
  mutating func judge(_ outcome: Outcome, at moment: Moment) -> [Effect] {
    guard let current, !current.isRevealed else { return [] }
    if outcome != .skip, let unreadable = unreadable(current) {
      notice = Notice("\(unreadable): s skips the pair, r tries again", isError: true)
      return []
    }
    if let objection = objection(toJudging: current, isSkip: outcome == .skip, at: moment.uptime) {
      notice = Notice(objection.words)
      return []
    }
    let response = view.decidingTime.milliseconds(at: moment.uptime)
    return record(.judged(outcome, responseMilliseconds: response), at: moment)
  }

  /// What stands against a judgement now, by the same rules as for a choice.
  func objection(toJudging current: CurrentPair, isSkip: Bool, at uptime: Int) -> Objection? {
    guard ScreenMeasures.canShowPicture(in: candidateRequests(for: current)[0].box) else {
      return isSkip ? nil : .noRoom(candidates: current.candidates.count)
    }
    return Objection(
      isSkip: isSkip, hasAllPictures: hasAllPictures(of: current),
      wasSeen: view.decidingTime.hasBegun(by: uptime),
      writtenAt: view.writtenAt, now: uptime)
  }

  private func unreadable(_ current: CurrentPair) -> String? {
    for (place, request) in candidateRequests(for: current).enumerated() {
      if case .failed = pictures[request] { return "candidate \(place + 1) cannot be shown" }
    }
    return nil
  }

  /// Sends an event to the disk. Nothing moves on before it has arrived there.
  mutating func record(_ kind: ReviewEvent.Kind, at moment: Moment) -> [Effect] {
    guard let pair = current?.pair, pending == nil else { return [] }
    let id = eventIDs.next(at: moment.time, random: (moment.random.x, moment.random.y))
    let event = ReviewEvent(id: id, reviewer: reviewer, pair: pair, at: moment.time, kind: kind)
    pending = Pending(event: event)
    return [.record(event)]
  }

  /// The event is on disk: now, and not earlier, the screen may say so.
  mutating func confirm(_ event: EventID) -> [Effect] {
    guard let arrived = pending?.event, arrived.id == event else { return [] }
    pending = nil
    let wasReviewed = reviews[arrived.pair]?.judgement(of: reviewer.id) != nil
    reviews[arrived.pair, default: Review()].take(arrived)
    switch arrived.kind {
    case .judged:
      if !wasReviewed, let place = walk.current, walk.contains(place) { walk.reviewed += 1 }
      view.focus = .pair
    case .adjudicated: notice = Notice("adjudicated")
    case .withdrew: notice = Notice("adjudication withdrawn")
    case .tagged(let tags): notice = Notice(tags.isEmpty ? "tags taken away" : "tags kept")
    case .flagged(let isOn): notice = isOn ? nil : Notice("flag taken away")
    case .noted(let text): notice = Notice(text.isEmpty ? "note taken away" : "note kept")
    }
    return isQuitting ? [.quit] : []
  }

  /// Nothing is lost: the pair stays, and the key can be pressed again.
  mutating func refuse(_ event: EventID, reason: String) {
    guard pending?.event.id == event else { return }
    pending = nil
    isQuitting = false
    notice = Notice("not recorded: \(reason)", isError: true)
  }
}
