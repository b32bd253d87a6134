import Testing

@testable import Preferences

@Suite struct EventTests {
  private var sequence = EventIDSequence()
  private let trial = TrialID(naming: HashFields("t"))
  private let session = SessionID(naming: HashFields("s"))

  private mutating func event(_ kind: Event.Kind, at milliseconds: Int64 = 1000) -> Event {
    let time = Timestamp(milliseconds: milliseconds)
    return Event(
      id: sequence.next(at: time, random: (7, 9)), session: session, trial: trial, at: time, kind: kind)
  }

  private func choice(_ outcome: Outcome) -> Event.Kind {
    .choice(outcome, responseMilliseconds: 900, scoresVisible: false)
  }

  @Test mutating func idsGrowThoughTheClockStandsStillOrStepsBack() {
    let ids = [1000, 1000, 1000, 400, 2000, 1999].map { event(.flag(true), at: $0).id }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  @Test mutating func idsFollowTheNewestOneInTheLog() {
    let last = event(.flag(true), at: 5000).id
    var other = EventIDSequence(after: last)
    #expect(last < other.next(at: Timestamp(milliseconds: 10), random: (0, 0)))
  }

  @Test func anIDThatIsFullOfOnesStillHasASuccessor() {
    let full = EventID(high: .max, low: .max, version: 7)
    var early = EventIDSequence(after: EventID(high: 0x0000_0000_0001_7fff, low: .max, version: 7))
    let next = early.next(at: Timestamp(milliseconds: 0), random: (0, 0))
    #expect(EventID(high: 0x0000_0000_0001_7fff, low: .max, version: 7) < next)
    #expect(next < full)
    #expect(next.description.dropFirst(14).first == "7")
  }

  @Test mutating func theLatestChoiceStands() {
    let first = event(choice(.tie))
    let second = event(choice(.skip))
    #expect(Choice(standingAfter: [second, first])?.outcome == .skip)
  }

  @Test mutating func undoTakesAChoiceAwayAndRedoBringsItBack() {
    let made = event(choice(.bothBad))
    let taken = event(.undo(made.id))
    #expect(Choice(standingAfter: [made, taken]) == nil)
    let back = event(.redo(made.id))
    #expect(Choice(standingAfter: [made, taken, back])?.event == made.id)
  }

  @Test mutating func flagAndNoteGoWithTheChoiceWheneverTheyWereMade() {
    let log = [
      event(.flag(true)), event(.note("old")), event(choice(.tie)), event(.note("new")), event(.flag(false)),
      event(.flag(true)),
    ]
    let choice = Choice(standingAfter: log)
    #expect(choice?.flagged == true)
    #expect(choice?.note == "new")
    let withoutNote = Choice(standingAfter: log + [event(.note(""))])
    #expect(withoutNote?.note == nil)
    #expect(withoutNote != nil)
  }
}
