/// What becomes of a choice from outside, by what the log says of its trial already. The events are what is to be
/// appended.
package enum Arrival: Hashable, Sendable {
  case new([Event])
  /// The same choice is there; flags and notes may be new.
  case known([Event])
  /// Another choice stands, and from now on this one.
  case replacing([Event])
  /// Another choice stands, and goes on standing: it was made later.
  case outdated([Event])
  case refused(ChoiceRefusal)

  package var events: [Event] {
    switch self {
    case .new(let events), .known(let events), .replacing(let events), .outdated(let events): events
    case .refused: []
    }
  }
}

/// Why a choice that contradicts what is there is left out.
package enum ChoiceRefusal: Hashable, Sendable {
  /// The event is in the log and says something else, or belongs to another trial.
  case eventSaysOtherwise
  /// What stands was said later.
  case older(than: Timestamp)
  /// The very answer was given before and has been replaced since; nothing tells whether it is to come back.
  case replacedBefore
}

package struct RefusedChoice: Hashable, Sendable {
  package let place: SourcePlace?
  package let annotator: String
  package let reason: ChoiceRefusal

  package init(place: SourcePlace?, annotator: String, reason: ChoiceRefusal) {
    self.place = place
    self.annotator = annotator
    self.reason = reason
  }
}

extension ChoiceRefusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .eventSaysOtherwise:
      "the database holds another answer under the same \"choice\"; take that key away to have this one replace it"
    case .older(let time):
      "an answer of \(time.iso8601) stands, which is later; take \"at\" away to have this one replace it"
    case .replacedBefore:
      "this answer was replaced by a later one, and nothing tells whether it is to come back; give it an \"at\" if so"
    }
  }
}

extension ImportedChoice {
  /// - Parameter trial: the one in the store that the choice belongs to; its own where it is new.
  /// - Parameter log: that trial's events; none where it is new.
  package func arrival(on trial: TrialID, after log: [Event]) -> Arrival {
    guard let first = events.first else { return .known([]) }
    if case .answer(let isDated) = identity, case .choice(let outcome, _, _) = first.kind {
      return answer(first, saying: outcome, isDated: isDated, on: trial, after: log)
    }
    return arrival(of: first, after: log)
  }

  private func arrival(of first: Event, after log: [Event]) -> Arrival {
    if let known = log.first(where: { $0.id == first.id }) {
      if case .choice(let outcome, _, _) = first.kind, !known.says(outcome) {
        return .refused(.eventSaysOtherwise)
      }
      return .known([])
    }
    guard let standing = Choice(standingAfter: log) else { return .new(events) }
    let after = Choice(standingAfter: log + events)
    return after?.event == standing.event ? .outdated(events) : .replacing(events)
  }

  private func answer(
    _ first: Event, saying outcome: Outcome, isDated: Bool, on trial: TrialID, after log: [Event]
  ) -> Arrival {
    guard let newest = log.map(\.id).max() else { return .new(events) }
    let standing = Choice(standingAfter: log)
    if let standing, standing.outcome.saysTheSame(as: outcome) {
      return .known(newRemarks(on: trial, after: log, newest: newest))
    }
    let wasGiven = log.contains { $0.says(outcome) && (!isDated || $0.at == first.at) }
    if isDated, let standing, first.at < standing.at {
      return wasGiven ? .known([]) : .refused(.older(than: standing.at))
    }
    if wasGiven { return .refused(.replacedBefore) }
    var fields = HashFields("answer in the place of another")
    fields.append(trial)
    fields.append(outcome)
    fields.append(integer: UInt64(bitPattern: first.at.milliseconds))
    let choice = Event(
      id: EventID(milliseconds: newest.milliseconds + 1, naming: fields), session: first.session,
      trial: trial,
      at: first.at, kind: first.kind)
    return .replacing([choice] + newRemarks(on: trial, after: log, newest: choice.id))
  }

  /// What the source says besides the choice, where the log does not say it yet.
  private func newRemarks(on trial: TrialID, after log: [Event], newest: EventID) -> [Event] {
    let standing = Remarks(standingAfter: log)
    let said = Remarks(standingAfter: events)
    var kinds: [Event.Kind] = []
    if said.flagged, !standing.flagged { kinds.append(.flag(true)) }
    if let note = said.note, note != standing.note { kinds.append(.note(note)) }
    guard let at = events.first?.at, let session = events.first?.session else { return [] }
    return kinds.map { kind in
      var fields = HashFields("remark after another")
      fields.append(trial)
      if case .note(let text) = kind { fields.append(text) }
      return Event(
        id: EventID(milliseconds: newest.milliseconds + 1, naming: fields), session: session, trial: trial,
        at: at, kind: kind)
    }
  }
}

extension Event {
  fileprivate func says(_ outcome: Outcome) -> Bool {
    if case .choice(let said, _, _) = kind { said.saysTheSame(as: outcome) } else { false }
  }
}

extension Outcome {
  /// Whether both put the same images before the same others: within a group of a ranking there is no order.
  package func saysTheSame(as other: Outcome) -> Bool {
    if case .ranking(let mine) = self, case .ranking(let theirs) = other {
      return mine.map(Set.init) == theirs.map(Set.init)
    }
    return self == other
  }
}
