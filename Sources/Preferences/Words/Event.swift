/// One row of the append-only log from which choices are derived.
package struct Event: Hashable, Sendable {
  /// Grows with time: of two events the later has the greater id.
  package let id: EventID
  package let session: SessionID
  package let trial: TrialID
  package let at: Timestamp
  package let kind: Kind

  package init(id: EventID, session: SessionID, trial: TrialID, at: Timestamp, kind: Kind) {
    self.id = id
    self.session = session
    self.trial = trial
    self.at = at
    self.kind = kind
  }

  package enum Kind: Hashable, Sendable {
    case choice(Outcome, responseMilliseconds: Int?, scoresVisible: Bool)
    /// The choice no longer stands.
    case undo(EventID)
    /// The choice stands again.
    case redo(EventID)
    case flag(Bool)
    /// An empty note takes an earlier one away.
    case note(String)
  }
}

extension Event.Kind {
  /// Whether it decides which choice stands.
  package var isDecision: Bool {
    switch self {
    case .choice, .undo, .redo: true
    case .flag, .note: false
    }
  }

  /// Whether somebody who sees what stands can mean it: nothing is chosen or redone above a choice, and only the
  /// choice that stands is undone.
  /// - Parameter standing: the event of the choice that stands.
  package func follows(_ standing: EventID?) -> Bool {
    switch self {
    case .choice, .redo: standing == nil
    case .undo(let target): standing == target
    case .flag, .note: true
    }
  }
}

extension Choice {
  /// The choice that stands for a trial after `events`, in any order: the latest of choice, undo and redo
  /// decides, and the latest flag and note go with it.
  package init?(standingAfter events: some Sequence<Event>) {
    let log = events.sorted { $0.id < $1.id }
    var choices: [EventID: Event] = [:]
    var standing: Event?
    for event in log {
      switch event.kind {
      case .choice:
        choices[event.id] = event
        standing = event
      case .undo: standing = nil
      case .redo(let target): standing = choices[target]
      case .flag, .note: break
      }
    }
    guard let standing, case .choice(let outcome, let response, let visible) = standing.kind else {
      return nil
    }
    let remarks = Remarks(standingAfter: log)
    self.init(
      event: standing.id, session: standing.session, outcome: outcome, flagged: remarks.flagged,
      note: remarks.note,
      responseMilliseconds: response, scoresVisible: visible, at: standing.at)
  }
}

/// What an annotator said of a trial besides the choice.
package struct Remarks: Hashable, Sendable {
  package var flagged: Bool
  package var note: String?

  package init(flagged: Bool = false, note: String? = nil) {
    self.flagged = flagged
    self.note = note
  }

  /// The latest flag and the latest note among `events`, which may come in any order.
  package init(standingAfter events: some Sequence<Event>) {
    self.init()
    for event in events.sorted(by: { $0.id < $1.id }) {
      switch event.kind {
      case .flag(let isOn): flagged = isOn
      case .note(let text): note = text.isEmpty ? nil : text
      case .choice, .undo, .redo: break
      }
    }
  }
}
