import Preferences
import TestSupport
import Testing

@testable import Reports

/// The whole report as people read it.
@Suite struct ReportPageTests {
  private func page(scored: Bool = true) throws -> Page {
    let store = try HandReport.store()
    if scored { try HandReport.scores(store) }
    return Page(try HandReport.report(store))
  }

  @Test(arguments: [80, 120]) func text(width: Int) throws {
    let text = try page().text(width: width)
    #expect(Golden.difference(text, from: "report-\(width)") == nil)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  /// They were left out: no text can be wrapped to one cell.
  @Test func aNameOfOneLetterIsShown() throws {
    let lines = try page().text(width: 80).split(separator: "\n")
    let heading = try #require(lines.firstIndex { $0.contains("hand by generators") })
    #expect(lines[heading + 2].hasPrefix(" a "))
  }

  /// Short names were taken for names that there is no room for.
  @Test func shortNamesHaveAMatrixToo() throws {
    #expect(try page().text(width: 80).contains(" 2 mia   57.1"))
  }

  /// The counts of a larger study ran over the edge.
  @Test func theFirstLineIsWrappedToo() {
    let facts = "200 choices · 10 annotators · 20 prompts · 184 candidates · 1 scorer"
    let text = Page(title: "konomi report", facts: facts, sections: []).text(width: 80)
    #expect(text.split(separator: "\n").map(\.count) == [76, 6])
  }

  @Test func withoutScorersItSaysHowToGetScores() throws {
    let text = try page(scored: false).text(width: 80)
    #expect(text.contains("konomi score --all"))
    #expect(!text.contains("CALIBRATION"))
  }

  @Test func html() throws {
    #expect(Golden.difference(try page().html(), from: "report-html") == nil)
  }

  /// Nothing is fetched from elsewhere, and nothing runs.
  @Test func thePageNeedsNoOtherFile() throws {
    let html = try page().html()
    for word in ["http:", "https:", "src=", "@import", "url(", "<script", "<link"] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.hasPrefix("<!doctype html>") || html.hasPrefix("<!DOCTYPE html>"))
  }

  @Test func namesAreShownAndNotObeyed() throws {
    let store = InMemoryChoiceStore()
    let comparison = try HandReport.comparison(1, tags: ["<script>alert(1)</script>"])
    _ = try store.add([ImportedComparison(comparison: comparison)])
    for name in ["\u{1b}[31mred", "<b>bold</b>"] {
      try HandReport.choose(
        store, name, comparison, shown: [0, 1], .preferred(HandReport.image(comparison, 0)))
    }
    let scorer = ScorerIdentity(
      name: "<i>\u{1b}]0;title\u{7}", checkpoint: nil, logitScale: 1, preprocessing: "none")
    try store.add(scorer)
    try store.record(
      (0..<3).map {
        CandidateScore(comparison: comparison.id, image: HandReport.image(comparison, $0), score: Double($0))
      }, by: scorer.id)
    let page = Page(try HandReport.report(store))
    let text = page.text(width: 100)
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    let html = page.html()
    for word in ["<b>bold", "<script>alert", "<i>", "\u{1b}", "\u{7}"] {
      #expect(!html.contains(word), "\(word.debugDescription)")
    }
    #expect(html.contains("&lt;b&gt;bold"))
  }
}
