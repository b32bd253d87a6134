import Preferences
import Screen
import Testing

@testable import Annotation

/// A key pressed on purpose counts at any pace, whichever it is; a key held down counts once.
@Suite struct PaceTests {
  private static let presses = 10

  @Test(arguments: [130, 200, 300, 500, 650, 800], [true, false])
  func theGuardAgainstHeldKeysRefusesNoPressOfTheSameKeyNorOfAnother(pace: Int, tellsRepeats: Bool) throws {
    for keys in [[Key.left], [.left, .right]] {
      var player = try KeyPlayer(tellsRepeats: tellsRepeats)
      for number in 0..<Self.presses { player.press(keys[number % keys.count], at: 1000 + number * pace) }
      #expect(player.play() == Self.presses, "every \(pace) ms, \(keys)")
      #expect(player.state.conditions.refusals == .init())
    }
  }

  @Test(arguments: [180, 250, 500, 660, 1000], [25, 33, 50, 90])
  func aHeldKeyDecidesOneTrialAndNotARow(delay: Int, rate: Int) throws {
    for tellsRepeats in [true, false] {
      var player = try KeyPlayer(tellsRepeats: tellsRepeats)
      player.hold(.left, from: 1000, for: 3000, delay: delay, rate: rate)
      #expect(player.play() == 1, "told: \(tellsRepeats)")
      #expect(player.state.conditions.refusals == .init(held: 1))
    }
  }

  @Test(arguments: [true, false])
  func aKeyLetGoAndPressedAgainCounts(tellsRepeats: Bool) throws {
    var player = try KeyPlayer(tellsRepeats: tellsRepeats)
    player.hold(.left, from: 1000, for: 900, delay: 500, rate: 33)
    player.press(.left, at: 2100)
    player.press(.left, at: 2500)
    player.hold(.left, from: 3000, for: 900, delay: 500, rate: 33)
    #expect(player.play() == 4)
    #expect(player.state.conditions.refusals == .init(held: 2))
  }

  @Test(arguments: [true, false])
  func aKeyHeldSinceBeforeTheCandidatesCouldBeSeenDecidesNothing(tellsRepeats: Bool) throws {
    var player = try KeyPlayer(tellsRepeats: tellsRepeats)
    // Another key's choice has the next trial up in the middle of the row.
    player.press(.right, at: 1000)
    player.hold(.left, from: 1003, for: 2000, delay: 500, rate: 33)
    #expect(player.play() == 1)
    #expect(player.state.conditions.refusals == .init(held: 1, early: 1))
  }

  @Test func aRowOfRepeatsThatALineBreaksIsStillAHeldKey() throws {
    var player = try KeyPlayer(tellsRepeats: false)
    var uptime = 1000
    player.press(.left, at: uptime)
    // Pauses of a line, and what was held up by them all at once.
    for gap in [480, 33, 33, 150, 0, 0, 33, 400, 0, 1, 33, 1500, 2, 33] {
      uptime += gap
      player.press(.left, at: uptime)
    }
    #expect(player.play() == 1)
  }

  @Test func twoPressesThatALineBringsTogetherCostOneChoiceAndNotARow() throws {
    var player = try KeyPlayer(tellsRepeats: false)
    for uptime in [1000, 1130, 1245, 1390, 1520, 1650] { player.press(.left, at: uptime) }
    #expect(player.play() == 5)
    #expect(player.state.conditions.refusals == .init(held: 1))
  }

  @Test func aPressThatWasHeldBackCountsWithItsTime() throws {
    var player = try KeyPlayer(tellsRepeats: false)
    player.press(.left, at: 1000)
    player.press(.left, at: 1500)
    #expect(player.play() == 2)
    #expect(player.events[1].at == Sample.moment(1500).time)
    guard case .choice(_, let response, _) = player.events[1].kind else { return #expect(Bool(false)) }
    #expect(response == 1500 - 1000 - KeyPlayer.delay)
  }

  @Test func anotherKeySettlesWhatIsHeldBack() throws {
    var player = try KeyPlayer(tellsRepeats: false)
    player.press(.left, at: 1000)
    player.press(.left, at: 1500)
    player.press(.character("q"), at: 1550)
    #expect(player.play() == 2)
    #expect(player.state.isQuitting)
  }

  @Test func aPressThatWasHeldBackDecidesNoTrialThatCameUpMeanwhile() throws {
    let trials = try (1...3).map { try Sample.trial($0) }
    var state = try Sample.showing(trials)
    Sample.commit(.left, at: 1000, &state)
    let alarm = try #require(state.reduce(.keyPressed(.left, Sample.moment(1500))).compactMap(\.alarm).first)
    Sample.finishPictures(state.reduce(.leftOut([trials[1].id: .judgedByOthers])), &state)
    #expect(state.current?.trial == trials[2])
    Sample.becomeVisible(&state, at: 1520)
    let effects = state.reduce(.woke(token: alarm.token))
    #expect(!effects.contains { if case .record = $0 { true } else { false } })
    #expect(state.conditions.refusals.unseen == 1)
  }

  @Test func aResizeSettlesWhatIsHeldBack() throws {
    var state = try Sample.showing([Sample.trial(1), Sample.trial(2)])
    Sample.commit(.left, at: 1000, &state)
    #expect(state.reduce(.keyPressed(.left, Sample.moment(1500))).compactMap(\.alarm).count == 1)
    let effects = state.reduce(.resized(Size(width: 100, height: 30)))
    #expect(effects.contains { if case .record = $0 { true } else { false } })
  }

  @Test(arguments: [("u" as Character, 1), ("f", 1)], [true, false])
  func aHeldKeyUndoesOrFlagsOnce(key: (Character, Int), tellsRepeats: Bool) throws {
    var player = try KeyPlayer(tellsRepeats: tellsRepeats)
    for number in 0..<5 { player.press(number.isMultiple(of: 2) ? .left : .right, at: 1000 + 500 * number) }
    player.hold(.character(key.0), from: 5000, for: 2000, delay: 500, rate: 33)
    _ = player.play()
    #expect(player.events.count == 5 + key.1)
  }

  @Test func keysThatOnlyMoveMayBeHeld() throws {
    let trial = try Sample.trial(1, candidates: 9)
    var state = try Sample.showing([trial], mode: .best)
    for uptime in [1000, 1500, 1533] { _ = state.reduce(.keyPressed(.right, Sample.moment(uptime))) }
    _ = state.reduce(.keyRepeated(.right, Sample.moment(1566)))
    #expect(state.view.cursor > 1)
  }

  @Test func refusedKeysAreToldInTheSummary() throws {
    var player = try KeyPlayer(tellsRepeats: true)
    player.hold(.left, from: 1000, for: 2000, delay: 500, rate: 33)
    player.press(.right, at: 4000)
    player.press(.left, at: 4003)
    #expect(player.play() == 2)
    #expect(
      player.state.summary.contains(
        "keys that did not count: 1 held down, 1 before the candidates were there"))
  }
}
