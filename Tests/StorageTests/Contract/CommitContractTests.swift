import Preferences
import Testing

/// One annotator at two terminals: what was decided at one is not put aside unseen at the other.
@Suite struct CommitContractTests {
  private func withTrial(
    _ kind: StoreKind, _ body: (any ChoiceStore, Session, Session, Trial) throws -> Void
  ) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      let annotator = try Fixture.annotator(1)
      let sessions = [Fixture.session(1, of: annotator), Fixture.session(2, of: annotator)]
      _ = try store.add([ImportedComparison(comparison: comparison)])
      for session in sessions { try store.begin(session) }
      try body(store, sessions[0], sessions[1], try Fixture.trial(1, of: comparison))
    }
  }

  private func standing(after fault: StoreFault?) -> EventID?? {
    guard case .overtaken(let standing) = fault else { return nil }
    return .some(standing?.event)
  }

  @Test(arguments: StoreKind.allCases)
  func aChoiceAboveOneMadeElsewhereIsRefusedWithTheOneThatStands(_ kind: StoreKind) throws {
    try withTrial(kind) { store, here, there, trial in
      let first = Fixture.event(1, in: there, on: trial, Fixture.choice(.tie))
      try store.commit(first, of: trial)
      let fault = #expect(throws: StoreFault.self) {
        try store.commit(Fixture.event(2, in: here, on: trial, Fixture.choice(.skip)), of: trial)
      }
      #expect(standing(after: fault) == .some(first.id))
      #expect(try store.standingChoice(on: trial.id)?.event == first.id)
      #expect(try store.latestEventID() == first.id)
      try store.commit(first, of: trial)
      #expect(try store.allChoices().map(\.choice.event) == [first.id])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func onlyTheChoiceThatStandsIsUndoneAndOnlyWhereNoneStandsIsOneRedone(_ kind: StoreKind) throws {
    try withTrial(kind) { store, here, there, trial in
      let first = Fixture.event(1, in: here, on: trial, Fixture.choice(.tie))
      try store.commit(first, of: trial)
      try store.commit(Fixture.event(2, in: there, on: trial, .undo(first.id)), of: trial)
      let twice = #expect(throws: StoreFault.self) {
        try store.commit(Fixture.event(3, in: here, on: trial, .undo(first.id)), of: trial)
      }
      #expect(standing(after: twice) == .some(nil))

      let second = Fixture.event(4, in: there, on: trial, Fixture.choice(.skip))
      try store.commit(second, of: trial)
      for kind in [Event.Kind.undo(first.id), .redo(first.id)] {
        let fault = #expect(throws: StoreFault.self) {
          try store.commit(Fixture.event(5, in: here, on: trial, kind), of: trial)
        }
        #expect(standing(after: fault) == .some(second.id))
      }
      try store.commit(Fixture.event(6, in: here, on: trial, .flag(true)), of: trial)
      #expect(try store.standingChoice(on: trial.id)?.flagged == true)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func whatMayBeRedoneIsWhatWasUndoneLast(_ kind: StoreKind) throws {
    try withTrial(kind) { store, here, there, first in
      let comparisons = try (2...4).map { try Fixture.comparison($0) }
      _ = try store.add(comparisons.map { ImportedComparison(comparison: $0) })
      let other = Fixture.session(3, of: try Fixture.annotator(2))
      try store.begin(other)
      let trials =
        try [first] + comparisons.enumerated().map { try Fixture.trial(10 + $0.offset, of: $0.element) }
      func record(_ number: Int, _ session: Session, _ trial: Trial, _ kind: Event.Kind) throws {
        try store.commit(Fixture.event(number, in: session, on: trial, kind), of: trial)
      }
      for (number, trial) in trials.enumerated() {
        try record(number, number == 3 ? other : here, trial, Fixture.choice(.tie))
      }
      try record(10, here, trials[1], .undo(Fixture.eventID(1)))
      try record(11, there, trials[0], .undo(Fixture.eventID(0)))
      try record(12, other, trials[3], .undo(Fixture.eventID(3)))
      try record(13, here, trials[2], .undo(Fixture.eventID(2)))
      try record(14, here, trials[1], .flag(true))
      func undone(_ limit: Int = 9) throws -> [EventID] {
        try store.undoneChoices(of: here.annotator.id, limit: limit).map(\.choice.event)
      }
      #expect(try undone() == [1, 0, 2].map(Fixture.eventID))
      #expect(try undone(2) == [0, 2].map(Fixture.eventID))
      #expect(try undone(0).isEmpty)
      let record1 = try store.undoneChoices(of: here.annotator.id, limit: 9)[0]
      #expect(record1.trial == trials[1])
      #expect(record1.choice.flagged)

      try record(15, there, trials[2], .redo(Fixture.eventID(2)))
      try record(16, there, trials[0], Fixture.choice(.skip))
      #expect(try undone() == [Fixture.eventID(1)])
    }
  }
}
