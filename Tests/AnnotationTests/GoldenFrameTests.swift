import Preferences
import Screen
import TestSupport
import Testing

@testable import Annotation

/// Whole screens as text, in a theme of colours and in one of attributes alone.
@Suite struct GoldenFrameTests {
  private static let colored = Theme(
    name: "colored",
    styles: Dictionary(
      uniqueKeysWithValues: Theme.Role.allCases.enumerated().map { index, role in
        (role, Style(foreground: .rgb(red: UInt8(20 * index), green: 100, blue: 200)))
      }))

  private static let sizes = [Size(width: 80, height: 24), Size(width: 120, height: 40)]

  private func check(_ name: String, _ make: (Size) throws -> AnnotateState) throws {
    for size in Self.sizes {
      let state = try make(size)
      for (theme, suffix) in [(Self.colored, "truecolor"), (Theme.plain, "mono")] {
        let file = "\(name)-\(size.width)x\(size.height)-\(suffix)"
        let difference = Golden.difference(state.render(theme: theme).golden, from: file)
        #expect(difference == nil, "\(difference ?? "")")
      }
    }
  }

  @Test func pair() throws {
    try check("pair") { try Sample.showing([Sample.trial(1), Sample.trial(2)], size: $0) }
  }

  @Test func pairAfterAChoice() throws {
    try check("pair-after-choice") {
      var state = try Sample.showing([Sample.trial(1), Sample.trial(2), Sample.trial(3)], size: $0)
      Sample.commit(.right, at: 4100, &state)
      Sample.commit(.character("f"), at: 5000, &state)
      _ = Sample.press(.escape, at: 5100, &state)
      return state
    }
  }

  /// A session with a scorer, in which the first trial has been judged.
  private func judged(
    _ size: Size, reveal: Reveal, candidates: Int = 2, mode: AnnotationMode = .pair, keys: [Key] = [.right],
    isStale: Bool = false
  ) throws -> AnnotateState {
    let trials = try (1...3).map {
      try Sample.trial($0, candidates: candidates, task: mode == .rank ? .rank : .prefer)
    }
    var state = try Sample.showing(
      trials, mode: mode, size: size, reveal: reveal, scorer: .ready("hpc.pt", score: "HPS"),
      others: [[.preferred(trials[0].images[1])]])
    for trial in trials {
      _ = state.reduce(.predicted(trial.id, Sample.prediction(of: trial, isStale: isStale)))
    }
    for (index, key) in keys.enumerated() { Sample.commit(key, at: 4100 + 900 * index, &state) }
    return state
  }

  @Test func resultLine() throws {
    try check("result-line") { try judged($0, reveal: .after) }
  }

  @Test func resultLineOfARanking() throws {
    try check("result-line-ranking") {
      try judged(
        $0, reveal: .after, candidates: 4, mode: .rank,
        keys: ["1", "3", "2"].map { .character($0) } + [.enter])
    }
  }

  @Test func resultUnderTheCandidates() throws {
    try check("result-pause") { try judged($0, reveal: .pause) }
  }

  @Test func resultUnderManyCandidates() throws {
    try check("result-pause-nine") {
      try judged($0, reveal: .pause, candidates: 9, mode: .best, keys: [.character("3")])
    }
  }

  @Test func scoresBeforeTheChoice() throws {
    try check("result-always-stale") { try judged($0, reveal: .always, keys: [], isStale: true) }
  }

  @Test func panel() throws {
    try check("panel") {
      var state = try judged($0, reveal: .after, keys: [.left, .right])
      Sample.finishPictures(Sample.press(.character("a"), at: 9000, &state), &state)
      return state
    }
  }

  @Test func panelBeforeTheFirstChoice() throws {
    try check("panel-loading") {
      var state = try Sample.showing([Sample.trial(1)], size: $0, reveal: .after, scorer: .loading("hpc.pt"))
      Sample.finishPictures(Sample.press(.character("a"), at: 9000, &state), &state)
      return state
    }
  }

  @Test func bestOfNine() throws {
    try check("best-of-nine") {
      try Sample.showing([Sample.trial(1, candidates: 9)], mode: .best, size: $0)
    }
  }

  @Test func rankingHalfDone() throws {
    try check("ranking") {
      let trial = try Sample.trial(1, candidates: 4, task: .rank)
      var state = try Sample.showing([trial], mode: .rank, size: $0)
      for (index, key) in ["3", "1"].enumerated() {
        _ = Sample.press(.character(Character(key)), at: index, &state)
      }
      return state
    }
  }

  @Test func hostilePrompt() throws {
    try check("hostile-prompt") {
      let prompt = "\u{1b}]0;owned\u{7}\u{1b}[2J red \u{202e}evil\u{202c} 猫が二匹 e\u{301}te\u{301} 👩‍🚀 "
      return try Sample.showing([Sample.trial(1, prompt: String(repeating: prompt, count: 6))], size: $0)
    }
  }

  @Test func help() throws {
    try check("help") {
      var state = try Sample.showing([Sample.trial(1)], size: $0)
      _ = Sample.press(.character("?"), at: 100, &state)
      return state
    }
  }

  @Test func zoom() throws {
    try check("zoom") {
      var state = try Sample.showing([Sample.trial(1)], size: $0)
      Sample.finishPictures(Sample.press(.character("z"), at: 100, &state), &state)
      return state
    }
  }

  @Test func note() throws {
    try check("note") {
      var state = try Sample.showing([Sample.trial(1)], size: $0)
      for (index, key) in "nsix fingers".enumerated() { _ = Sample.press(.character(key), at: index, &state) }
      return state
    }
  }

  @Test func aCandidateThatCannotBeShown() throws {
    try check("unreadable") {
      let trial = try Sample.trial(1)
      var state = try Sample.begun(size: $0, total: 1)
      let effects = state.reduce(.trialsLoaded([.init(trial: trial)], nextPosition: nil, token: 1))
      for case .preparePictures(let pictures) in effects {
        let requests = pictures.now
        _ = state.reduce(.pictureReady(requests[0], Size(width: 20, height: 10)))
        _ = state.reduce(.pictureFailed(requests[1], "the image file ends too early"))
      }
      _ = Sample.press(.left, at: 1000, &state)
      return state
    }
  }

  @Test func finished() throws {
    try check("finished") {
      var state = try Sample.showing([Sample.trial(1)], size: $0)
      Sample.commit(.left, at: 1000, &state)
      return state
    }
  }

  @Test func tooSmall() throws {
    let state = try Sample.showing([Sample.trial(1)], size: Size(width: 20, height: 5))
    let difference = Golden.difference(state.render(theme: .plain).golden, from: "too-small")
    #expect(difference == nil, "\(difference ?? "")")
  }
}
