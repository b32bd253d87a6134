import Testing

@testable import Preferences

@Suite struct TrialQueueTests {
  private func store(comparisons: Int) throws -> InMemoryChoiceStore {
    let store = InMemoryChoiceStore()
    _ = try store.add(
      (0..<comparisons).map { ImportedComparison(comparison: try Sample.comparison($0)) })
    return store
  }

  private func judge(_ trial: Trial, in session: Session, _ store: InMemoryChoiceStore, at time: Int64) throws
  {
    var ids = EventIDSequence()
    let at = Timestamp(milliseconds: time)
    store.begin(session)
    let kind = Event.Kind.choice(.tie, responseMilliseconds: nil, scoresVisible: false)
    let id = ids.next(at: at, random: (UInt64(time), 0))
    try store.record(Event(id: id, session: session.id, trial: trial.id, at: at, kind: kind), of: trial)
  }

  @Test func goesOnWhereTheLastSessionStopped() throws {
    let store = try store(comparisons: 6)
    let session = try Sample.session()
    let all = try TrialQueue(session: session, store: store).trials(from: 0, count: 10)
    for (index, entry) in all.prefix(2).enumerated() {
      try judge(entry.trial, in: session, store, at: Int64(index + 1))
    }
    let queue = try TrialQueue(session: session, store: store)
    #expect(queue.committedCount() == 2)
    #expect(try queue.trials(from: 0, count: 2).map(\.trial) == all[2..<4].map(\.trial))
    #expect(try queue.trials(from: 5, count: 9).map(\.trial) == all[5...].map(\.trial))
  }

  @Test func passesOverWhatEnoughOthersHaveJudged() throws {
    let store = try store(comparisons: 4)
    let ben = try Sample.session("ben")
    let judged = try #require(TrialQueue(session: ben, store: store).trials(from: 0, count: 1).first?.trial)
    try judge(judged, in: ben, store, at: 1)

    let alone = try Sample.session("mia", SessionSettings(annotatorsPerTrial: 1))
    let left = try TrialQueue(session: alone, store: store).trials(from: 0, count: 9).map(\.trial)
    #expect(left.count == 3)
    #expect(!left.map(\.comparison).contains(judged.comparison))

    let two = try Sample.session("mia", SessionSettings(annotatorsPerTrial: 2))
    #expect(try TrialQueue(session: two, store: store).trials(from: 0, count: 9).count == 4)
  }
}
