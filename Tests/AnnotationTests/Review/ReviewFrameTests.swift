import FoundationEssentials
import Preferences
import Screen
import TestSupport
import Testing

@testable import Annotation

/// Whole screens as text, in a theme of colours and in one of attributes alone.
@Suite struct ReviewFrameTests {
  private static let colored = Theme(
    name: "colored",
    styles: Dictionary(
      uniqueKeysWithValues: Theme.Role.allCases.enumerated().map { index, role in
        (role, Style(foreground: .rgb(red: UInt8(15 * index), green: 100, blue: 200)))
      }))

  private func check(_ name: String, _ make: (Size) throws -> ReviewState) throws {
    for size in [Size(width: 80, height: 24), Size(width: 120, height: 40)] {
      let state = try make(size)
      for (theme, suffix) in [(Self.colored, "truecolor"), (Theme.plain, "mono")] {
        let difference = Golden.difference(
          state.render(theme: theme).golden, from: "review-\(name)-\(size.width)x\(size.height)-\(suffix)",
          // The recordings of all screens lie in one folder.
          file: URL(filePath: #filePath).deletingLastPathComponent().path)
        #expect(difference == nil, "\(difference ?? "")")
      }
    }
  }

  private func items() throws -> [ReviewItem] { try (1...3).map { try ReviewSample.item($0) } }

  private func revealed(_ size: Size, _ items: [ReviewItem]? = nil) throws -> ReviewState {
    var state = try ReviewSample.showing(try items ?? self.items(), size: size)
    try ReviewSample.press(.left, at: 900, &state)
    return state
  }

  @Test func blind() throws {
    try check("blind") { try ReviewSample.showing(try items(), size: $0) }
  }

  @Test func revealed() throws {
    try check("revealed") { try revealed($0) }
  }

  @Test func decided() throws {
    try check("decided") {
      var state = try revealed($0)
      try ReviewSample.type("a1t13", at: 2000, &state)
      try ReviewSample.press(.enter, at: 2100, &state)
      try ReviewSample.type("f", at: 3000, &state)
      try ReviewSample.type("e猫 \u{202e}x", at: 4000, &state)
      try ReviewSample.press(.enter, at: 4100, &state)
      try ReviewSample.press(.down, at: 4200, &state)
      return state
    }
  }

  @Test func adjudicating() throws {
    try check("adjudicating") {
      var state = try revealed($0)
      try ReviewSample.type("a=a", at: 2000, &state)
      return state
    }
  }

  @Test func tags() throws {
    try check("tags") {
      var state = try revealed($0)
      try ReviewSample.type("t2", at: 2000, &state)
      return state
    }
  }

  /// The pictures are still there while the error is looked for.
  @Test(arguments: [Size(width: 80, height: 24), Size(width: 120, height: 40)])
  func windowsOfDecisionsLeaveThePicturesAlone(size: Size) throws {
    for key in ["a", "t"] {
      var state = try revealed(size)
      let before = state.render(theme: .plain).slots
      try ReviewSample.type(key, at: 2000, &state)
      #expect(state.render(theme: .plain).slots == before)
    }
  }

  @Test func manyLongTagsAllHaveAPlace() throws {
    let tags = try ErrorTags((0..<35).map { "\($0) " + String(repeating: "x", count: 36) })
    var state = ReviewState(
      reviewer: try ReviewSample.lea(), title: "study", tags: tags, size: Size(width: 80, height: 24))
    let queue = ReviewQueue(scorer: ReviewSample.scorer, items: try items(), decidedPairs: 9)
    try ReviewSample.settle(state.reduce(.queueLoaded(queue, reviews: [:], lastEvent: nil)), &state)
    ReviewSample.becomeVisible(&state, at: 0)
    try ReviewSample.type("st", at: 2000, &state)
    let text = state.render(theme: .plain).golden
    for number in 0..<35 { #expect(text.contains(" \(number) xxx"), "\(number)") }
    #expect(text.contains("Enter") && text.contains("keep"))
  }

  @Test func limiting() throws {
    try check("filter") {
      var state = try revealed($0)
      try ReviewSample.type("lmug", at: 2000, &state)
      return state
    }
  }

  @Test func searching() throws {
    try check("search") {
      var state = try ReviewSample.showing(try items(), size: $0)
      try ReviewSample.type("/horns", at: 2000, &state)
      return state
    }
  }

  @Test func help() throws {
    try check("help") {
      var state = try revealed($0)
      try ReviewSample.type("?", at: 2000, &state)
      return state
    }
  }

  @Test func noDisagreements() throws {
    try check("empty") { try ReviewSample.showing([], size: $0) }
  }

  @Test func nothingLeftByTheLimit() throws {
    try check("nothing-left") {
      try ReviewSample.showing(
        try items(), filter: ReviewFilter(unreviewedOnly: true, tag: "hands"), size: $0)
    }
  }

  @Test func hostileTexts() throws {
    try check("hostile") {
      let prompt = "\u{1b}]0;owned\u{7}\u{1b}[2J red \u{202e}evil\u{202c} 猫が二匹 e\u{301}te\u{301} "
      return try revealed($0, [try ReviewSample.item(1, prompt: String(repeating: prompt, count: 6))])
    }
  }
}
