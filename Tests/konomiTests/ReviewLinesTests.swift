import Preferences
import Screen
import Testing

@testable import konomi

@Suite struct ReviewLinesTests {
  private func items(_ prompts: [String], candidates: Int = 2) throws -> [ReviewItem] {
    try prompts.enumerated().flatMap { number, prompt in
      let comparison = try Comparison(
        prompt: Prompt(prompt),
        candidates: (0..<candidates).map { place in
          let bytes = [UInt8(16 + number), UInt8(place)]
          return Candidate(
            image: try #require(ImageID(bytes: bytes + [UInt8](repeating: 7, count: 30))),
            path: "/\(number)-\(place)", generator: "g\(place)", size: PixelSize(width: 8, height: 8))
        })
      return try (0..<candidates).flatMap { first in
        try (first + 1..<candidates).map { second in
          try #require(
            ReviewItem(
              Disagreement(
                comparison: comparison.id, first: first, second: second,
                votes: Votes(first: 3, second: 1, tie: 0),
                people: .first, scoreGap: 0.2, probability: 0.99999), of: comparison))
        }
      }
    }
  }

  /// Pairs of one comparison, and prompts that begin alike, gave the same line.
  @Test func noTwoLinesAreTheSame() throws {
    let beginning = "a very detailed oil painting of an old lighthouse above a stormy sea at dusk, "
    let items = try items(
      ["in the style of Turner", "in the style of Monet", "by night"].map { beginning + $0 }, candidates: 3)
    let lines = ReviewLines(items, width: 80) { _ in false }.lines
    #expect(lines.count == 9 && Set(lines).count == 9)
    #expect(lines.allSatisfy { VisibleText($0).width <= 80 }, "\(lines)")
    // What differs of the prompts is there.
    #expect(Set(lines.map { $0.suffix(12) }).count == 3)
    #expect(lines[0].hasPrefix("p >0.9999  people 3 of 4  model wrong  "))
    #expect(!lines.contains { $0.contains("g0") || $0.contains("/0") })
    let whole = ReviewLines(items, width: nil) { _ in true }.lines
    #expect(whole[0].hasSuffix("adjudicated  \(beginning)in the style of Turner"))
  }

  @Test func textsAreCutWhereTheyPart() {
    let texts = [
      "one two three four five six seven eight", "one two three four five six seven nine", "short",
    ]
    let shown = ShortenedTexts(texts.map { VisibleText($0) }, to: 20).texts
    #expect(shown == ["one tw…n eight", "one tw…n nine", "short"] || Set(shown).count == 3)
    #expect(shown.allSatisfy { $0.count <= 20 } && shown[0].hasSuffix("eight") && shown[1].hasSuffix("nine"))
    let same = ShortenedTexts([VisibleText(texts[0]), VisibleText(texts[0])], to: 20).texts
    #expect(same == ["one two three four …", "one two three four …"])
  }
}
