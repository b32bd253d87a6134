import Testing

@testable import Preferences

@Suite struct WordsTests {
  @Test func anImageIDIsItsHexadecimalForm() {
    let text = String(repeating: "0a", count: 31) + "ff"
    #expect(ImageID(hexadecimal: text)?.hexadecimal == text)
    #expect(ImageID(hexadecimal: text.uppercased())?.hexadecimal == text)
  }

  @Test(arguments: ["", "ab", String(repeating: "g", count: 64), String(repeating: "0", count: 63) + "é"])
  func whatIsNotSixtyFourHexadecimalDigitsIsNoImageID(text: String) {
    #expect(ImageID(hexadecimal: text) == nil)
  }

  @Test func imageIDsAreOrderedLikeTheirBytes() {
    #expect(Sample.image(1) < Sample.image(2))
    #expect(Sample.image(255) < Sample.image(256))
    #expect(!(Sample.image(3) < Sample.image(3)))
  }

  @Test(arguments: ["", "  ", "\n\t"])
  func aBlankPromptIsRefused(text: String) {
    #expect(throws: Malformed.emptyPrompt) { try Prompt(text) }
  }

  @Test func aComparisonNeedsTwoDifferentImages() throws {
    let prompt = try Prompt("p")
    #expect(throws: Malformed.tooFewCandidates(1)) {
      try Comparison(prompt: prompt, candidates: [Sample.candidate(1)])
    }
    #expect(throws: Malformed.repeatedImage("/images/1.png", "/images/1.png")) {
      try Comparison(prompt: prompt, candidates: [Sample.candidate(1), Sample.candidate(1)])
    }
  }

  @Test func aComparisonIsTheSameInWhateverOrderItsCandidatesCome() throws {
    let prompt = try Prompt("p")
    let candidates = [3, 1, 2].map(Sample.candidate)
    let one = try Comparison(prompt: prompt, candidates: candidates)
    #expect(one == (try Comparison(prompt: prompt, candidates: candidates.reversed())))
    #expect(one.candidates.map(\.image) == [1, 2, 3].map(Sample.image))
    #expect(one.id != (try Comparison(prompt: Prompt("q"), candidates: candidates)).id)
  }

  @Test func identifiersCarryVersionAndVariant() throws {
    let text = try Sample.comparison(1).id.description
    #expect(text.dropFirst(14).first == "8")
    #expect("89ab".contains(text.dropFirst(19).first ?? " "))
    #expect(ComparisonID(text)?.description == text)
  }

  @Test func aTimestampReadsWhatItWrites() {
    let time = Timestamp(milliseconds: 1_790_000_000_123)
    for milliseconds in stride(from: Int64(-3_000), to: 1_790_000_000_000, by: 1_234_567_891) {
      let time = Timestamp(milliseconds: milliseconds)
      #expect(Timestamp(iso8601: time.iso8601) == time)
    }
    #expect(time.iso8601.hasSuffix(".123Z"))
    #expect(Timestamp(iso8601: "2026-01-31T08:15:00Z") == Timestamp(milliseconds: 1_769_847_300_000))
    #expect(Timestamp(iso8601: "yesterday") == nil)
  }

  @Test func anOutcomeFitsTheImagesShown() throws {
    let shown = [1, 2, 3].map(Sample.image)
    try Outcome.preferred(shown[2]).check(against: shown)
    try Outcome.ranking([[shown[1]], [shown[0], shown[2]]]).check(against: shown)
    let wrong: [Outcome] = [
      .preferred(Sample.image(9)), .ranking([[shown[0]], [shown[1]]]), .ranking([shown, []]),
      .ranking([[shown[0], shown[0], shown[1]]]),
    ]
    for outcome in wrong {
      #expect(throws: Malformed.outcomeOutsideTrial) { try outcome.check(against: shown) }
    }
  }
}
