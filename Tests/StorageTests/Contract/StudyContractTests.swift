import Preferences
import Storage
import TestSupport
import Testing

extension StoreKind {
  /// Runs `body` on an empty store that gives out studies too.
  func withStudyStore(_ body: (any ChoiceStore & ScoreStore & StudySource) throws -> Void) throws {
    switch self {
    case .inMemory:
      try body(InMemoryChoiceStore())
    case .sqlite:
      let folder = try TemporaryFolder()
      try withExtendedLifetime(folder) {
        try body(try SQLiteChoiceStore(path: folder["choices.sqlite"]))
      }
    }
  }
}

@Suite struct StudyContractTests {
  /// A store with one comparison of four candidates and what each of two annotators said of it.
  private func withChoices(
    _ kind: StoreKind, of outcomes: (([ImageID]) -> [Outcome]),
    _ body: (any ChoiceStore & ScoreStore & StudySource, Comparison) throws -> Void
  ) throws {
    try kind.withStudyStore { store in
      let comparison = try Fixture.comparison(1, candidates: 4)
      _ = try store.add([ImportedComparison(comparison: comparison)])
      let images = comparison.candidates.map(\.image)
      for (number, outcome) in outcomes(images).enumerated() {
        let session = Fixture.session(number % 2, of: try Fixture.annotator(number % 2))
        try store.begin(session)
        let trial = try Fixture.trial(number * 2, of: comparison)
        try store.record(
          Fixture.event(number, in: session, on: trial, Fixture.choice(outcome, after: 100 * number)),
          of: trial)
      }
      try body(store, comparison)
    }
  }

  private func verdicts(_ study: Study, of choice: Int) -> [PairVerdict] {
    var verdicts: [PairVerdict] = []
    study.forEachVerdict(of: study.choices[choice]) { verdicts.append($0) }
    return verdicts
  }

  @Test(arguments: StoreKind.allCases)
  func anEmptyStoreIsAnEmptyStudy(_ kind: StoreKind) throws {
    try kind.withStudyStore { store in
      _ = try store.add([ImportedComparison(comparison: try Fixture.comparison(1))])
      let study = try store.study()
      #expect(study.choices.isEmpty && study.annotators.isEmpty && study.sessions.isEmpty)
      #expect(study.comparisons.count == 0 && study.generators.isEmpty && study.tags.isEmpty)
      #expect(try store.scores(by: Fixture.scorer(1).id, in: study).isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func everyOutcomeSaysOfPairsWhatTheDomainSaysItDoes(_ kind: StoreKind) throws {
    let outcomes: ([ImageID]) -> [Outcome] = { images in
      [
        .preferred(images[2]), .ranking([[images[3]], [images[0], images[2]], [images[1]]]), .tie, .bothBad,
        .skip,
      ]
    }
    try withChoices(kind, of: outcomes) { store, comparison in
      let study = try store.study()
      let images = comparison.candidates.map(\.image)
      #expect(study.choices.map(\.outcome) == [.preferred, .ranking, .tie, .bothBad, .skip])
      #expect(study.choices.map(\.annotator) == [0, 1, 0, 1, 0])
      #expect(study.choices.map(\.responseMilliseconds) == [0, 100, 200, 300, 400])
      #expect(study.choices.allSatisfy { !$0.showsLowestFirst && !$0.isRepeat && $0.policy == .random })
      for (choice, outcome) in outcomes(images).enumerated() {
        var expected: [PairVerdict] = []
        for first in images.indices {
          for second in images.indices.dropFirst(first + 1) {
            guard let verdict = outcome.verdict(on: images[first], images[second]) else { continue }
            expected.append(PairVerdict(first: Int32(first), second: Int32(second), verdict: verdict))
          }
        }
        #expect(verdicts(study, of: choice) == expected)
      }
      #expect(study.comparisons.ids == [comparison.id])
      #expect(study.comparisons.choices(on: 0) == 0..<5)
      // By place; the first candidate of the fixture has no generator.
      let names = comparison.candidates.map(\.generator)
      #expect(study.comparisons.generators.map { $0 < 0 ? nil : study.generators[Int($0)] } == names)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func undoneChoicesDoNotCountAndRedoneOnesDo(_ kind: StoreKind) throws {
    try withChoices(kind, of: { [.preferred($0[0])] }) { store, comparison in
      let session = Fixture.session(0, of: try Fixture.annotator(0))
      let trial = try Fixture.trial(0, of: comparison)
      try store.record(Fixture.event(11, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      try store.record(Fixture.event(12, in: session, on: trial, .undo(Fixture.eventID(11))), of: trial)
      #expect(try store.study().choices.isEmpty)
      try store.record(Fixture.event(13, in: session, on: trial, .redo(Fixture.eventID(0))), of: trial)
      try store.record(Fixture.event(14, in: session, on: trial, .flag(true)), of: trial)
      let study = try store.study()
      #expect(study.choices.map(\.outcome) == [.preferred])
      #expect(study.choices[0].isFlagged)
      try store.record(Fixture.event(15, in: session, on: trial, .redo(Fixture.eventID(99))), of: trial)
      #expect(try store.study().choices.isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func theFilterTakesWhatItSays(_ kind: StoreKind) throws {
    try withChoices(kind, of: { [.preferred($0[0]), .tie, .preferred($0[3]), .skip] }) { store, _ in
      let mia = try Fixture.annotator(0)
      #expect(
        try store.study(StudyFilter(annotators: [mia.id])).choices.map(\.outcome) == [.preferred, .preferred])
      #expect(try store.study(StudyFilter(annotators: [mia.id])).annotators == [mia])
      let second = Fixture.session(1, of: try Fixture.annotator(1)).id
      #expect(try store.study(StudyFilter(sessions: [second])).choices.map(\.outcome) == [.tie, .skip])
      let late = Timestamp(milliseconds: 1_700_000_000_002)
      #expect(try store.study(StudyFilter(since: late)).choices.map(\.outcome) == [.preferred, .skip])
      let imported = try store.study(StudyFilter(strata: [.imported]))
      #expect(imported.choices.isEmpty)
      #expect(imported.leftOut == StudyLeftOut(strata: [.random: 4]))
      let byGenerator = try store.study(StudyFilter(generators: ["generator 1", "no such"]))
      #expect(byGenerator.choices.count == 4)
      // Of six pairs, three have a candidate of the generator.
      #expect(verdicts(byGenerator, of: 1).count == 3)
      #expect(verdicts(try store.study(StudyFilter(generators: [])), of: 1).isEmpty)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func choicesMadeWithScoresInSightAreLeftOutAndCounted(_ kind: StoreKind) throws {
    try withChoices(kind, of: { _ in [.tie] }) { store, comparison in
      let session = Fixture.session(0, of: try Fixture.annotator(0))
      let (trial, again) = (try Fixture.trial(20, of: comparison), try Fixture.trial(21, of: comparison))
      try store.record(
        Fixture.event(21, in: session, on: trial, Fixture.choice(.skip, scoresVisible: true)), of: trial)
      try store.record(Fixture.event(22, in: session, on: again, Fixture.choice(.bothBad)), of: again)
      let blind = try store.study()
      #expect(blind.choices.map(\.outcome) == [.tie, .bothBad])
      #expect(blind.choices.map(\.isRepeat) == [false, true])
      #expect(blind.leftOut == StudyLeftOut(revealed: 1))
      #expect(try store.study(StudyFilter(includesRevealed: true)).choices.count == 3)
      // Repeats come along whatever the strata.
      #expect(try store.study(StudyFilter(strata: [])).choices.map(\.outcome) == [.bothBad])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func scoresStandBesideTheirCandidates(_ kind: StoreKind) throws {
    try kind.withStudyStore { store in
      let (scorer, other) = (try Fixture.scorer(1), try Fixture.scorer(2))
      try store.add(scorer)
      try store.add(other)
      let comparisons = try (0..<5).map { try Fixture.comparison($0, candidates: 3) }
      let session = Fixture.session(1, of: try Fixture.annotator(1))
      for comparison in comparisons { _ = try store.add([ImportedComparison(comparison: comparison)]) }
      try store.begin(session)
      // The first has scores and no choice; the third has no scores, the fourth some.
      for number in 1..<5 {
        let trial = try Fixture.trial(number * 2, of: comparisons[number])
        try store.record(Fixture.event(number, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      }
      for number in [0, 1, 4] {
        try store.record(Fixture.scores(of: comparisons[number], plus: Double(number)), by: scorer.id)
      }
      try store.record([Fixture.scores(of: comparisons[3])[2]], by: scorer.id)
      let study = try store.study()
      let scores = try store.scores(by: scorer.id, in: study)
      func expected(_ number: Int) -> [Double] {
        Fixture.scores(of: comparisons[number], plus: Double(number)).map(\.score)
      }
      #expect(Array(scores[0..<3]) == expected(1))
      #expect(!scores[3..<8].contains { !$0.isNaN })
      #expect(scores[8] == Fixture.scores(of: comparisons[3])[2].score)
      #expect(Array(scores[9..<12]) == expected(4))
      #expect(try store.scores(by: other.id, in: study).count { $0.isNaN } == 12)
      #expect(try store.scores(by: Fixture.scorer(3).id, in: study).count == 12)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func comparisonsOfOnePromptShareItsNumber(_ kind: StoreKind) throws {
    try kind.withStudyStore { store in
      let session = Fixture.session(1, of: try Fixture.annotator(1))
      try store.begin(session)
      for (number, text) in ["a fox", "a dog", "a fox"].enumerated() {
        let candidates = try Fixture.comparison(number).candidates
        let comparison = try Comparison(prompt: Prompt(text), candidates: candidates)
        _ = try store.add([ImportedComparison(comparison: comparison)])
        let trial = try Fixture.trial(number, of: comparison)
        try store.record(Fixture.event(number, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      }
      let study = try store.study()
      #expect(study.comparisons.prompts == [0, 1, 0])
      #expect(study.comparisons.promptCount == 2)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func tagsStayAndThoseThatAreLackingAreAdded(_ kind: StoreKind) throws {
    try kind.withStudyStore { store in
      let plain = try Fixture.comparison(1)
      let tagged = try plain.adding(tags: ["photo", "anime"])
      #expect(plain.id == tagged.id)
      _ = try store.add([ImportedComparison(comparison: tagged)])
      _ = try store.add([ImportedComparison(comparison: plain)])
      #expect(try store.comparison(plain.id) == tagged)
      #expect(
        try store.add([ImportedComparison(comparison: try plain.adding(tags: ["é", "photo"]))])
          == ImportCounts())
      #expect(try store.comparison(plain.id)?.tags == ["anime", "photo", "é"])

      let session = Fixture.session(1, of: try Fixture.annotator(1))
      try store.begin(session)
      let trial = try Fixture.trial(2, of: plain)
      try store.record(Fixture.event(1, in: session, on: trial, Fixture.choice(.tie)), of: trial)
      let study = try store.study()
      #expect(study.tags == ["anime", "photo", "é"])
      #expect(Array(study.comparisons.tags(of: 0)) == [0, 1, 2])
    }
  }

  @Test func whenCancelledThereIsNoStudy() throws {
    #expect(InMemoryChoiceStore().study(StudyFilter(), isCancelled: { true }) == nil)
  }

  /// A thousand logs with undo and redo of choices, of other events and of nothing.
  @Test(arguments: [1, 2] as [UInt64])
  func bothStoresGiveTheSameStudy(seed: UInt64) throws {
    var random = SeededSource(seed: seed)
    let folder = try TemporaryFolder()
    let memory = InMemoryChoiceStore()
    let sqlite = try SQLiteChoiceStore(path: folder["choices.sqlite"])
    let sessions = try (0..<4).map { number in
      Fixture.session(
        number, of: try Fixture.annotator(number % 3), origin: number == 3 ? .import : .annotation)
    }
    let items = try (0..<250).map { number in
      let comparison = try Fixture.comparison(number, candidates: Int.random(in: 2...5, using: &random))
      let choices = try sessions.indices.map { index in
        try randomLog(number * 4 + index, of: comparison, in: sessions[index], using: &random)
      }
      return ImportedComparison(comparison: comparison, choices: choices)
    }
    _ = try memory.add(items)
    _ = try sqlite.add(items)

    let filters = [
      StudyFilter(), StudyFilter(includesRevealed: true), StudyFilter(annotators: [sessions[1].annotator.id]),
      StudyFilter(generators: ["generator 2"], since: Timestamp(milliseconds: 1_700_000_400_000)),
    ]
    for filter in filters {
      let study = try memory.study(filter)
      #expect(study.choices.count > 30)
      #expect(try comparable(sqlite.study(filter)) == comparable(study))
    }
    withExtendedLifetime(folder) {}
  }

  /// Without the keys, which only the file has.
  private func comparable(_ study: Study) -> [AnyHashable] {
    [
      study.annotators, study.sessions, study.generators, study.tags, study.comparisons.ids,
      study.comparisons.prompts, study.comparisons.generators, study.choices, study.members, study.leftOut,
    ]
  }

  private func randomLog(
    _ number: Int, of comparison: Comparison, in session: Session, using random: inout SeededSource
  ) throws -> ImportedChoice {
    let shown = comparison.candidates.indices.shuffled(using: &random).prefix(
      Int.random(in: 2...5, using: &random))
    let trial = try Fixture.trial(number, of: comparison, showing: Array(shown))
    let numbers = (0..<Int.random(in: 0...6, using: &random)).map { (number * 8 + $0) &* 7919 % 1_000_003 }
    let events = numbers.map { event in
      Fixture.event(
        event, in: session, on: trial,
        randomKind(on: trial, amongst: numbers.map(Fixture.eventID), using: &random))
    }
    return ImportedChoice(session: session, trial: trial, events: events.shuffled(using: &random))
  }

  private func randomKind(
    on trial: Trial, amongst events: [EventID], using random: inout SeededSource
  ) -> Event.Kind {
    let target = events.randomElement(using: &random) ?? Fixture.eventID(999_999_999)
    return switch Int.random(in: 0..<11, using: &random) {
    case 0...2: Fixture.choice(.preferred(trial.images[Int.random(in: trial.images.indices, using: &random)]))
    case 3:
      Fixture.choice(
        .ranking([[trial.images[0]], Array(trial.images.dropFirst()).shuffled(using: &random)]), after: nil)
    case 4: Fixture.choice(.skip, scoresVisible: true)
    case 5: Fixture.choice(Bool.random(using: &random) ? .tie : .bothBad)
    case 6: .undo(target)
    case 7, 8: .redo(Bool.random(using: &random) ? target : Fixture.eventID(999_999_999))
    case 9: .flag(Bool.random(using: &random))
    default: .note("a note")
    }
  }
}
