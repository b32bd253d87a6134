import Preferences
import Screen
import Testing

@testable import Annotation

/// Fewer than true colours are never taken away without a word.
@Suite struct ColorsTests {
  private static let sizes = [Size(width: 80, height: 24), Size(width: 120, height: 40)]

  private func header(_ frame: Frame) -> String { Self.row(0, of: frame) }

  private static func row(_ row: Int, of frame: Frame) -> String {
    (0..<frame.size.width).map { frame[$0, row].text }.joined()
  }

  private func annotating(_ colors: ColorDepth, _ size: Size) throws -> AnnotateState {
    var state = try Sample.showing([Sample.trial(1), Sample.trial(2)], size: size)
    Sample.finishPictures(state.reduce(.colorsChanged(colors)), &state)
    return state
  }

  @Test(
    "the header says how few colours pictures have, on both screens",
    arguments: [
      (ColorDepth.mono, "no colours"), (.eight, "8 colours"), (.sixteen, "16 colours"),
      (.indexed256, "256 colours"),
    ])
  func badge(colors: ColorDepth, words: String) throws {
    for size in Self.sizes {
      #expect(header(try annotating(colors, size).render(theme: .plain)).contains(" · \(words) "))
      var review = try ReviewSample.showing([ReviewSample.item(1)], size: size)
      _ = review.reduce(.colorsChanged(colors))
      #expect(header(review.render(theme: .plain)).contains(" · \(words) "))
    }
  }

  @Test("a long title gives way to it")
  func longTitle() throws {
    let state = AnnotateState(
      session: try Sample.session(), title: String(repeating: "long ", count: 40), size: Self.sizes[0],
      progress: Progress(done: 0, total: 3), colors: .indexed256)
    #expect(header(state.render(theme: .plain)).contains("… · 256 colours "))
  }

  @Test("with all colours nothing is said")
  func trueColors() throws {
    let frame = try annotating(.truecolor, Sample.wide).render(theme: .plain)
    #expect(!frame.golden.contains("colours"))
  }

  @Test("help says what to do about it", arguments: sizes)
  func remedy(size: Size) throws {
    var state = try annotating(.indexed256, size)
    _ = Sample.press(.character("?"), at: 5000, &state)
    let text = state.render(theme: .plain).golden
    #expect(text.contains(" 256 colours; where more work: --colors truecolor "))
    #expect(text.contains(" quit; all choices are kept "))
  }

  @Test("the longest help has room for it on the smallest screen, inside its border")
  func longestHelp() throws {
    var state = try Sample.showing(
      [Sample.trial(1, candidates: 4, task: .rank)], mode: .rank, size: Self.sizes[0])
    Sample.finishPictures(state.reduce(.colorsChanged(.indexed256)), &state)
    _ = Sample.press(.character("?"), at: 5000, &state)
    let frame = state.render(theme: .plain)
    let rows = (0..<24).map { Self.row($0, of: frame) }
    #expect(rows.contains { $0.contains(" 256 colours; where more work") })
    #expect(rows.contains { $0.contains("before the first: all tie ") })
    #expect(rows.contains { $0.contains(" quit; all choices are kept ") })
  }

  @Test("when colours change, pictures are asked for again, and nothing is seen until they are there")
  func change() throws {
    var state = try Sample.showing([Sample.trial(1), Sample.trial(2)])
    let effects = state.reduce(.colorsChanged(.indexed256))
    guard case .preparePictures(let useful)? = effects.first else {
      Issue.record("no pictures wanted")
      return
    }
    #expect(useful.now.count == 2)
    #expect(state.fullyShownTrial == nil)
    #expect(state.render(theme: .plain).slots.isEmpty)
    Sample.finishPictures(effects, &state)
    #expect(state.fullyShownTrial != nil)
  }

  @Test("the session keeps terminal, colours and size as they are at last")
  func conditions() throws {
    var state = AnnotateState(
      session: try Sample.session(), title: "study", size: Self.sizes[0],
      progress: Progress(done: 0, total: 3),
      colors: .indexed256, conditions: SessionConditions(terminal: "xterm-256color"))
    #expect(state.conditions.terminal == "xterm-256color")
    #expect(state.conditions.colors == "256")
    _ = state.reduce(.terminalNamed("kitty(0.32.2)\u{1b}[31m" + String(repeating: "x", count: 500)))
    _ = state.reduce(.colorsChanged(.truecolor))
    _ = state.reduce(.resized(Self.sizes[1]))
    #expect(state.conditions.colors == "truecolor")
    #expect(state.conditions.size == SessionConditions.Size(columns: 120, rows: 40))
    let terminal = try #require(state.conditions.terminal)
    #expect(terminal.hasPrefix("kitty(0.32.2)␛[31m"))
    #expect(terminal.count == 80)
  }
}

/// In one line a reason is never lost behind a long path.
@Suite struct LongPathTests {
  private let path = "/home/mia/" + String(repeating: "a-long-folder/", count: 20) + "konomi.db"

  private func statusLine(_ state: AnnotateState) -> String {
    let frame = state.render(theme: .plain)
    return (0..<frame.size.width).map { frame[$0, frame.size.height - 2].text }.joined()
  }

  @Test("a choice that is not recorded says why", arguments: [Size(width: 80, height: 24), Sample.wide])
  func notRecorded(size: Size) throws {
    var state = try Sample.showing([Sample.trial(1)], size: size)
    for case .record(let event, _) in Sample.press(.right, at: 4000, &state) {
      _ = state.reduce(.recordFailed(event.id, "\(StoreFault.diskFull(path: path))"))
    }
    #expect(statusLine(state).contains("not recorded: /home"))
    #expect(statusLine(state).contains("konomi.db: the disk is full"))
  }

  @Test("trials that cannot be read say why", arguments: [Size(width: 80, height: 24), Sample.wide])
  func unreadable(size: Size) throws {
    var state = try Sample.begun(size: size)
    _ = state.reduce(.loadFailed("\(path): the file is damaged", token: 1))
    #expect(state.render(theme: .plain).golden.contains("konomi.db: the file is damaged"))
  }

  @Test("a prediction that fails says why", arguments: [Size(width: 80, height: 24), Sample.wide])
  func prediction(size: Size) throws {
    let trials = [try Sample.trial(1), try Sample.trial(2)]
    var state = try Sample.showing(trials, size: size, reveal: .after, scorer: .ready("hpc.pt", score: "HPS"))
    Sample.commit(.right, at: 4000, &state)
    _ = state.reduce(.predictionFailed(trials[0].id, "\(path): not an image"))
    #expect(statusLine(state).contains("konomi.db: not an image"))
  }

  @Test("a review that is not recorded says why")
  func review() throws {
    var state = try ReviewSample.showing([ReviewSample.item(1)], size: Size(width: 80, height: 24))
    try ReviewSample.type("s", at: 900, &state)
    for case .record(let event) in state.reduce(.keyPressed(.character("f"), Sample.moment(4000))) {
      _ = state.reduce(.recordFailed(event.id, "\(StoreFault.diskFull(path: path))"))
    }
    #expect(state.render(theme: .plain).golden.contains("konomi.db: the disk is full"))
  }
}
