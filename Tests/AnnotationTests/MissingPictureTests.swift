import Preferences
import Screen
import Testing

@testable import Annotation

/// Whatever happens to pictures, nobody is stuck.
@Suite struct MissingPictureTests {
  private func isRecorded(_ key: Character, at uptime: Int, _ state: inout AnnotateState) -> Event.Kind? {
    for case .record(let event, _) in Sample.press(.character(key), at: uptime, &state) {
      _ = state.reduce(.recorded(event.id))
      return event.kind
    }
    return nil
  }

  @Test func whilePicturesDoNotComeATrialCanBeSkippedUndoneFlaggedNotedAndLeft() throws {
    let trials = try [Sample.trial(1), Sample.trial(2)]
    var state = try Sample.begun(total: 2)
    _ = state.reduce(.trialsLoaded(trials.map { .init(trial: $0) }, nextPosition: nil, token: 1))
    #expect(isRecorded("1", at: 1000, &state) == nil)
    #expect(
      isRecorded("s", at: 3000, &state) == .choice(.skip, responseMilliseconds: nil, scoresVisible: false))
    #expect(state.current?.trial == trials[1])
    guard case .undo = isRecorded("u", at: 5000, &state) else { return #expect(Bool(false), "no undo") }
    #expect(state.current?.trial == trials[0])
    #expect(isRecorded("f", at: 7000, &state) == .flag(true))
    _ = Sample.press(.character("n"), at: 9000, &state)
    #expect(state.view.focus == .note(""))
    _ = Sample.press(.escape, at: 9500, &state)
    #expect(Sample.press(.character("q"), at: 10_000, &state) == [.quit])
  }
}
