import Preferences
import Screen

extension AnnotateState {
  mutating func choose(_ command: Command, at moment: Moment) -> [Effect] {
    guard let queued = current else { return [] }
    switch outcome(of: command, for: queued.trial) {
    case .failure(let refusal):
      notice = Notice(refusal.reason)
      return []
    case .success(let outcome):
      return commit(outcome, of: queued.trial, at: moment)
    }
  }

  private struct Refusal: Error {
    let reason: String
  }

  private func outcome(of command: Command, for trial: Trial) -> Result<Outcome, Refusal> {
    func candidate(_ place: Int) -> Result<Outcome, Refusal> {
      trial.images.indices.contains(place)
        ? .success(.preferred(trial.images[place]))
        : .failure(Refusal(reason: "there are \(trial.images.count) candidates"))
    }
    switch command {
    case .pick(let place): return candidate(place)
    case .pickLeft: return candidate(0)
    case .pickRight: return candidate(1)
    case .pickCursor: return candidate(view.cursor)
    case .tie: return .success(.tie)
    case .joinRank: return .success(.ranking([trial.images]))
    case .bothBad: return .success(.bothBad)
    case .skip: return .success(.skip)
    case .commitRanking: return ranking(of: trial)
    default: return .failure(Refusal(reason: "not a choice"))
    }
  }

  /// The last candidate need not be pressed: where all others are ranked it comes last.
  private func ranking(of trial: Trial) -> Result<Outcome, Refusal> {
    let rest = trial.images.filter { view.rank(of: $0) == nil }
    switch rest.count {
    case 0: return .success(.ranking(view.ranking))
    case 1 where !view.ranking.isEmpty && !view.joinsLastRank:
      return .success(.ranking(view.ranking + [rest]))
    default:
      let ranked = trial.images.count - rest.count
      return .failure(
        Refusal(reason: "\(ranked) of \(trial.images.count) ranked: press the others in order, best first"))
    }
  }

  private mutating func commit(_ outcome: Outcome, of trial: Trial, at moment: Moment) -> [Effect] {
    if outcome != .skip, let reason = unreadable(trial) {
      notice = Notice("\(reason): s skips the trial, r tries again", isError: true)
      return []
    }
    if let objection = objection(toChoosingOn: trial, isSkip: outcome == .skip, at: moment.uptime) {
      conditions.refusals.count(objection)
      notice = Notice(objection.words)
      return []
    }
    let response = view.decidingTime.milliseconds(at: moment.uptime)
    return record(
      .choice(outcome, responseMilliseconds: response, scoresVisible: hasSeenScores), on: trial,
      then: .commit(outcome), at: moment)
  }

  /// What stands against a choice now.
  func objection(toChoosingOn trial: Trial, isSkip: Bool, at uptime: Int) -> Objection? {
    guard hasRoom(for: trial) else { return isSkip ? nil : .noRoom(candidates: trial.candidates.count) }
    return Objection(
      isSkip: isSkip, hasAllPictures: hasAllPictures(of: trial),
      wasSeen: view.decidingTime.hasBegun(by: uptime),
      writtenAt: view.writtenAt, now: uptime)
  }

  private func unreadable(_ trial: Trial) -> String? {
    for (place, request) in candidateRequests(for: trial).enumerated() {
      if case .failed = pictures[request] { return "candidate \(place + 1) cannot be shown" }
    }
    return nil
  }

  /// Sends an event to the disk. Nothing moves on before it has arrived there.
  mutating func record(
    _ kind: Event.Kind, on trial: Trial, then continuation: Pending.Continuation, at moment: Moment
  ) -> [Effect] {
    let id = eventIDs.next(at: moment.time, random: (moment.random.x, moment.random.y))
    let event = Event(id: id, session: session.id, trial: trial.id, at: moment.time, kind: kind)
    pending = Pending(event: event, trial: trial, then: continuation)
    return [.record(event, trial)]
  }
}
