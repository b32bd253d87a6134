import Annotation
import FoundationEssentials
import Preferences
import Screen
import Storage
import TestSupport
import Testing

@testable import konomi

/// Real desks on one store, as two people at two terminals have them.
@Suite struct ChoiceDeskTests {
  enum StoreKind: CaseIterable {
    case inMemory
    case sqlite
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func stores(_ kind: StoreKind, comparisons: Int) throws -> [ChoiceDesk.Store] {
    let stores: [any ChoiceStore & RescuableStore]
    switch kind {
    case .inMemory:
      let store = InMemoryChoiceStore()
      stores = [store, store]
    case .sqlite:
      let path = folder["study.db"]
      stores = [try SQLiteChoiceStore(path: path), try SQLiteChoiceStore(path: path)]
    }
    _ = try stores[0].add((0..<comparisons).map { ImportedComparison(comparison: try comparison($0)) })
    return stores
  }

  private func comparison(_ number: Int) throws -> Comparison {
    try Comparison(
      prompt: Prompt("prompt \(number)"),
      candidates: (0..<2).map { place in
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: $0 == 0 ? number : $0 == 1 ? place : 7) }
        return Candidate(
          image: try #require(ImageID(bytes: bytes)), path: "/\(number)-\(place).png", generator: nil,
          size: PixelSize(width: 8, height: 8))
      })
  }

  private func sitting(_ annotator: Annotator) throws -> Sitting {
    let note = SittingNote(process: 1, terminal: nil, since: Timestamp(milliseconds: 0))
    let entry = try Sitting.enter(
      note, of: annotator.id, onDatabaseAt: folder["study.db"], takingOver: false)
    guard case .entered(let sitting) = entry else { throw CommandFailure(.unavailable, "occupied") }
    return sitting
  }

  /// How often each question was judged.
  private func judgements(in store: ChoiceDesk.Store) throws -> [Int] {
    var annotators: [QuestionID: Set<AnnotatorID>] = [:]
    try store.forEachChoice { annotators[QuestionID(asking: $0.trial), default: []].insert($0.annotator.id) }
    return annotators.values.map(\.count)
  }

  @Test(arguments: StoreKind.allCases, [0, 1, 2, 3])
  func ofFortyTrialsForOneAnnotatorEachAtMostOneIsJudgedByTwoAtOnce(_ kind: StoreKind, seed: UInt64) throws {
    let stores = try stores(kind, comparisons: 40)
    let settings = SessionSettings(seed: seed, annotatorsPerTrial: 1)
    let workers = try ["mia", "ben"].enumerated().map { place, name in
      let annotator = try Annotator(name: name)
      return try Worker(
        annotator, session: UInt64(place), in: stores[place], place: sitting(annotator), settings: settings)
    }
    var source = SeededSource(seed: seed)
    while workers.contains(where: { $0.state.stage != .finished }) {
      guard let worker = workers.filter({ $0.state.stage != .finished }).randomElement(using: &source) else {
        break
      }
      let before = worker.state.current?.trial.id
      worker.press(Bool.random(using: &source) ? .left : .right)
      if worker.state.current?.trial.id == before { worker.settle() }
    }
    let judgements = try judgements(in: stores[0])
    #expect(judgements.count == 40)
    #expect(judgements.count { $0 > 1 } <= 1)
  }

  @Test(arguments: StoreKind.allCases)
  func oneAnnotatorAtTwoTerminalsJudgesNoTrialTwiceInSilence(_ kind: StoreKind) throws {
    let stores = try stores(kind, comparisons: 6)
    let mia = try Annotator(name: "mia")
    let workers = try (0..<2).map { try Worker(mia, session: UInt64($0), in: stores[$0]) }
    let trial = try #require(workers[0].state.current?.trial)
    #expect(workers[1].state.current?.trial == trial)

    workers[0].press(.left)
    workers[1].press(.right)
    #expect(
      workers[1].state.notice?.text.hasPrefix(
        "not recorded: you judged or undid this trial at another terminal meanwhile") == true)
    #expect(try stores[0].standingChoice(on: trial.id)?.outcome == .preferred(trial.images[0]))
    #expect(workers[1].state.current?.trial == workers[0].state.current?.trial)

    // Terminal 2 has the next trial in front, and terminal 1 judges it: the one after that comes there.
    workers[0].press(.right)
    workers[0].press(.left)
    workers[1].press(.left)
    #expect(workers[1].state.current?.trial == workers[0].state.current?.trial)
    var events = 0
    try stores[0].forEachChoice { _ in events += 1 }
    #expect(events == 3)
  }

  @Test func whoWasTakenOverRecordsNothingMore() throws {
    let stores = try stores(.sqlite, comparisons: 3)
    let mia = try Annotator(name: "mia")
    let first = try Worker(mia, session: 1, in: stores[0], place: sitting(mia))
    let note = SittingNote(process: 4711, terminal: "/dev/pts/3", since: Timestamp(milliseconds: 0))
    let entry = try Sitting.enter(note, of: mia.id, onDatabaseAt: folder["study.db"], takingOver: true)
    first.press(.left)
    #expect(
      first.state.notice?.text
        == "not recorded: mia took over elsewhere, on /dev/pts/3 since 1970-01-01 00:00 UTC (process 4711): q leaves here"
    )
    #expect(try stores[0].counts().choices == 0)
    withExtendedLifetime(entry) {}
  }

  @Test func theChoiceThatFoundTheDatabaseGoneIsInTheFileWrittenAnew() throws {
    let stores = try stores(.sqlite, comparisons: 3)
    let worker = try Worker(try Annotator(name: "mia"), session: 1, in: stores[0])
    worker.press(.left)
    try FileManager.default.removeItem(atPath: folder["study.db"])
    let trial = try #require(worker.state.current?.trial)
    worker.press(.right)
    #expect(worker.state.current?.trial == trial)
    worker.press(.character("W"))
    let path = try #require(worker.state.rescued)
    #expect(try SQLiteChoiceStore(readOnlyAt: path).counts().choices == 2)
    #expect(worker.state.current?.trial != trial)
  }

  @Test func redoSurvivesARestart() throws {
    let stores = try stores(.sqlite, comparisons: 3)
    let mia = try Annotator(name: "mia")
    let first = try Worker(mia, session: 1, in: stores[0])
    let trial = try #require(first.state.current?.trial)
    first.press(.left)
    first.press(.character("u"))
    #expect(try stores[0].counts().choices == 0)

    let again = try Worker(mia, session: 2, in: stores[1])
    #expect(again.state.current?.trial == trial)
    again.press(.control("r"))
    #expect(try stores[1].standingChoice(on: trial.id)?.outcome == .preferred(trial.images[0]))
    #expect(again.state.current?.trial != trial)
  }
}
