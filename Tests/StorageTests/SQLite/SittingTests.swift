import Preferences
import TestSupport
import Testing

@testable import Storage

@Suite struct SittingTests {
  private let folder: TemporaryFolder
  private var database: String { folder["study.db"] }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("", to: "study.db")
  }

  private func note(_ process: Int32) -> SittingNote {
    SittingNote(
      process: process, terminal: "/dev/pts/\(process)", since: Timestamp(milliseconds: 1_790_000_000_000))
  }

  private func enter(_ annotator: Int, process: Int32 = 1, takingOver: Bool = false) throws -> Sitting? {
    let entry = try Sitting.enter(
      note(process), of: try Fixture.annotator(annotator).id, onDatabaseAt: database, takingOver: takingOver)
    if case .entered(let sitting) = entry { return sitting }
    return nil
  }

  @Test func aSecondSittingOfTheSameAnnotatorIsToldOfTheFirst() throws {
    let first = try #require(try enter(1, process: 7))
    let entry = try Sitting.enter(
      note(8), of: try Fixture.annotator(1).id, onDatabaseAt: database, takingOver: false)
    guard case .occupied(let other) = entry else { return #expect(Bool(false)) }
    #expect(other == note(7))
    #expect(first.successor() == nil)
  }

  @Test func anotherAnnotatorAndAnotherDatabaseAreFree() throws {
    let first = try enter(1)
    let second = try enter(2)
    #expect(second != nil)
    try folder.write("", to: "other.db")
    let elsewhere = try Sitting.enter(
      note(9), of: try Fixture.annotator(1).id, onDatabaseAt: folder["other.db"], takingOver: false)
    guard case .entered = elsewhere else { return #expect(Bool(false)) }
    withExtendedLifetime((first, second)) {}
  }

  @Test func aSittingThatEndsLeavesNothing() throws {
    do { _ = try #require(try enter(1)) }
    #expect(try folder.names() == ["study.db"])
    #expect(try enter(1) != nil)
  }

  @Test func whatACrashLeavesBehindIsInNobodysWay() throws {
    let id = try Fixture.annotator(1).id
    try folder.write("process 1\nsince 0\n", to: "study.db.sitting-\(id)")
    #expect(try enter(1) != nil)
  }

  @Test func whoIsTakenOverComesToKnowByWhomAndDoesNotEndTheOther() throws {
    var first = try enter(1, process: 7)
    let second = try #require(try enter(1, process: 8, takingOver: true))
    #expect(first?.successor() == note(8))
    #expect(second.successor() == nil)
    first = nil
    #expect(try enter(1, process: 9) == nil)
    withExtendedLifetime(second) {}
  }

  @Test func ofTwoWithOneQuestionInFrontTheLaterKnowsOfTheEarlier() throws {
    let (mia, ben) = (try #require(try enter(1)), try #require(try enter(2)))
    let comparison = try Fixture.comparison(1, candidates: 3)
    let question = QuestionID(asking: try Fixture.trial(1, of: comparison, showing: [0, 2]))
    let turned = QuestionID(asking: try Fixture.trial(2, of: comparison, showing: [2, 0]))
    #expect(question == turned)
    let other = QuestionID(asking: try Fixture.trial(3, of: comparison, showing: [0, 1]))
    mia.put(question)
    #expect(mia.annotatorsBefore(on: question) == 0)
    ben.put(question)
    #expect(ben.annotatorsBefore(on: question) == 1)
    mia.put(question)
    #expect(mia.annotatorsBefore(on: question) == 0)
    mia.put(other)
    #expect(ben.annotatorsBefore(on: question) == 0)
  }
}
