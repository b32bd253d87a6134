import Preferences
import Storage
import TestSupport
import Testing

/// Thousands of random logs, the same in both stores: what stands must be the same too.
@Suite struct StandingChoiceAgreementTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func bothStoresAgreeOnWhatStands(seed: UInt64) throws {
    var random = SeededSource(seed: seed)
    let folder = try TemporaryFolder()
    let memory = InMemoryChoiceStore()
    let sqlite = try SQLiteChoiceStore(path: folder["choices.sqlite"])
    let annotators = try (0..<3).map(Fixture.annotator)
    let items = try (0..<400).map { number in
      let comparison = try Fixture.comparison(number, candidates: Int.random(in: 2...4, using: &random))
      let choices = try annotators.indices.map { index in
        try randomLog(number * 3 + index, of: comparison, by: annotators[index], using: &random)
      }
      return ImportedComparison(comparison: comparison, choices: choices)
    }

    for start in stride(from: 0, to: items.count, by: 64) {
      let batch = Array(items[start..<min(start + 64, items.count)])
      #expect(try memory.add(batch) == sqlite.add(batch))
    }

    let records = try memory.allChoices()
    #expect(records.count > 300)
    #expect(try sqlite.allChoices() == records)
    #expect(try sqlite.counts() == memory.counts())
    #expect(try sqlite.latestEventID() == memory.latestEventID())
    for annotator in annotators.map(\.id) {
      #expect(try sqlite.committedTrials(of: annotator) == memory.committedTrials(of: annotator))
      for limit in [1, 10, 10_000] {
        #expect(
          try sqlite.latestChoices(of: annotator, limit: limit)
            == memory.latestChoices(of: annotator, limit: limit))
      }
    }
    for choice in items.flatMap(\.choices) {
      #expect(try sqlite.remarks(on: choice.trial.id) == memory.remarks(on: choice.trial.id))
    }
    for item in items.prefix(8) {
      let images = item.comparison.candidates.map(\.image)
      #expect(
        try sqlite.annotatorCount(
          besides: annotators[0].id, on: images, of: item.comparison.id, task: .prefer)
          == memory.annotatorCount(
            besides: annotators[0].id, on: images, of: item.comparison.id, task: .prefer))
    }
    withExtendedLifetime(folder) {}
  }

  /// Up to eight events in any order, with undo and redo of choices, of other events and of nothing.
  private func randomLog(
    _ number: Int, of comparison: Comparison, by annotator: Annotator, using random: inout SeededSource
  ) throws -> ImportedChoice {
    let origin: Session.Origin = Bool.random(using: &random) ? .annotation : .import
    let offset = origin == .annotation ? 0 : 1
    let base = Fixture.session(
      annotator.name.utf8.count * 100 + number % 3 * 2 + offset, of: annotator, origin: origin)
    let trial = try Fixture.trial(
      number, of: comparison, showing: Array(comparison.candidates.indices).shuffled(using: &random))
    let numbers = (0..<Int.random(in: 0...8, using: &random)).map { number * 8 + $0 }
    let events = numbers.map { event in
      Fixture.event(
        // Not in the order of trials, so that the stream has to sort.
        event &* 7919 % 1_000_003, in: base, on: trial,
        randomKind(
          on: trial, amongst: numbers.map { Fixture.eventID($0 &* 7919 % 1_000_003) }, using: &random))
    }
    return ImportedChoice(session: base, trial: trial, events: events.shuffled(using: &random))
  }

  private func randomKind(
    on trial: Trial, amongst events: [EventID], using random: inout SeededSource
  ) -> Event.Kind {
    let target = Int.random(in: 0..<8, using: &random) == 0 ? nil : events.randomElement(using: &random)
    return switch Int.random(in: 0..<10, using: &random) {
    case 0...2: Fixture.choice(.preferred(trial.images[Int.random(in: trial.images.indices, using: &random)]))
    case 3: Fixture.choice(.ranking(trial.images.shuffled(using: &random).map { [$0] }))
    case 4: Fixture.choice(.skip, scoresVisible: true)
    case 5: .undo(target ?? Fixture.eventID(999_999_999))
    case 6, 7: .redo(target ?? Fixture.eventID(999_999_999))
    case 8: .flag(Bool.random(using: &random))
    default: .note(["", "a note", "another"].randomElement(using: &random) ?? "")
    }
  }
}
