import Preferences
import Testing

@Suite struct QueryContractTests {
  @Test(arguments: StoreKind.allCases)
  func countsOtherAnnotatorsOnTheSameQuestion(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1, candidates: 3)
      _ = try store.add([ImportedComparison(comparison: comparison)])
      let sessions = try (0..<4).map { Fixture.session($0, of: try Fixture.annotator($0)) }
      for session in sessions { try store.begin(session) }
      let same = try Fixture.trial(1, of: comparison, showing: [2, 0])
      let turned = try Fixture.trial(2, of: comparison, showing: [0, 2])
      let otherPair = try Fixture.trial(3, of: comparison, showing: [0, 1])
      let otherTask = try Fixture.trial(4, of: comparison, task: .rank, showing: [0, 2])
      func choose(_ number: Int, _ session: Session, _ trial: Trial) throws {
        try store.record(Fixture.event(number, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      }
      func count(besides session: Session) throws -> Int {
        try store.annotatorCount(
          besides: session.annotator.id, on: turned.images, of: comparison.id, task: .prefer)
      }

      try choose(1, sessions[0], same)
      try choose(2, sessions[1], turned)
      try choose(3, sessions[2], otherPair)
      try choose(4, sessions[3], otherTask)
      #expect(try count(besides: sessions[0]) == 1)
      #expect(try count(besides: sessions[3]) == 2)
      #expect(
        try store.annotatorCount(
          besides: sessions[0].annotator.id, on: [try Fixture.image(999)], of: comparison.id, task: .prefer)
          == 0)

      try store.record(
        Fixture.event(5, in: sessions[1], on: turned, .undo(Fixture.eventID(2))), of: turned)
      #expect(try count(besides: sessions[3]) == 1)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func latestChoicesRunAcrossSessionsOldestFirst(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let annotator = try Fixture.annotator(1)
      let mine = [Fixture.session(1, of: annotator), Fixture.session(2, of: annotator)]
      let other = Fixture.session(3, of: try Fixture.annotator(2))
      for session in mine + [other] { try store.begin(session) }
      for number in 0..<12 {
        let comparison = try Fixture.comparison(number)
        _ = try store.add([ImportedComparison(comparison: comparison)])
        let session = number % 3 == 2 ? other : mine[number % 2]
        let trial = try Fixture.trial(number, of: comparison)
        try store.record(Fixture.event(number, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      }

      func numbers(_ limit: Int) throws -> [EventID] {
        try store.latestChoices(of: annotator.id, limit: limit).map(\.choice.event)
      }
      let all = [0, 1, 3, 4, 6, 7, 9, 10].map(Fixture.eventID)
      #expect(try numbers(100) == all)
      #expect(try numbers(3) == all.suffix(3))
      #expect(try numbers(1) == all.suffix(1))
      #expect(try numbers(0).isEmpty)
      #expect(try store.latestEventID() == Fixture.eventID(11))
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aStreamHandsOnErrorsAndLetsTheStoreBeUsed(_ kind: StoreKind) throws {
    struct Enough: Error {}
    try kind.withStore { store in
      let session = Fixture.session(1, of: try Fixture.annotator(1))
      try store.begin(session)
      for number in 0..<3 {
        let comparison = try Fixture.comparison(number)
        _ = try store.add([ImportedComparison(comparison: comparison)])
        let trial = try Fixture.trial(number, of: comparison)
        try store.record(Fixture.event(number, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      }

      var seen = 0
      #expect(throws: Enough.self) {
        try store.forEachChoice { record in
          let known = try store.comparison(record.trial.comparison)
          #expect(known?.prompt == record.trial.prompt)
          try store.record(
            Fixture.event(10 + seen, in: session, on: record.trial, .flag(true)), of: record.trial)
          seen += 1
          if seen == 2 { throw Enough() }
        }
      }
      #expect(seen == 2)
      #expect(try store.allChoices().map(\.choice.flagged) == [true, true, false])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func aTrialCountsAsRevealedOnceItWasChosenInASessionThatShowsScores(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparison = try Fixture.comparison(1)
      _ = try store.add([ImportedComparison(comparison: comparison)])
      let trial = try Fixture.trial(1, of: comparison)
      for (number, reveal) in [Reveal?.none, .never, .after].enumerated() {
        let session = Fixture.session(number, of: try Fixture.annotator(1), reveal: reveal)
        try store.begin(session)
        #expect(try store.hasBeenRevealed(trial.id) == false)
        let choice = Fixture.event(2 * number, in: session, on: trial, Fixture.choice(.tie))
        try store.record(choice, of: trial)
        try store.record(Fixture.event(2 * number + 1, in: session, on: trial, .undo(choice.id)), of: trial)
      }
      #expect(try store.hasBeenRevealed(trial.id))
      #expect(try store.hasBeenRevealed(Fixture.trial(2, of: comparison).id) == false)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func theChoicesOnAComparisonAreEverybodysThatStand(_ kind: StoreKind) throws {
    try kind.withStore { store in
      let comparisons = try (0..<2).map { try Fixture.comparison($0, candidates: 3) }
      _ = try store.add(comparisons.map { ImportedComparison(comparison: $0) })
      let sessions = try (0..<3).map { Fixture.session($0, of: try Fixture.annotator($0)) }
      for (number, session) in sessions.enumerated() {
        try store.begin(session)
        for (place, comparison) in comparisons.enumerated() {
          let trial = try Fixture.trial(
            10 * number + place, of: comparison, showing: [number, (number + 1) % 3])
          let choice = Fixture.event(100 - 10 * number - place, in: session, on: trial, Fixture.choice(.tie))
          try store.record(choice, of: trial)
        }
      }
      let undone = try Fixture.trial(0, of: comparisons[0], showing: [0, 1])
      try store.record(
        Fixture.event(101, in: sessions[0], on: undone, .undo(Fixture.eventID(100))), of: undone)

      let found = try store.choices(on: comparisons[0].id)
      #expect(found.map(\.choice.event) == [80, 90].map(Fixture.eventID))
      #expect(found.map(\.annotator) == [sessions[2].annotator, sessions[1].annotator])
      #expect(try store.choices(on: Fixture.comparison(9).id).isEmpty)
    }
  }
}
