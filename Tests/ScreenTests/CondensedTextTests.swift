import Screen
import Testing

@Suite("Condensed text")
struct CondensedTextTests {
  private func condensed(_ text: String, to width: Int) -> String {
    let shown = VisibleText(text).condensed(to: width)
    #expect(shown.width <= width)
    return shown.text
  }

  private let path =
    "/home/mia/studies/2026/" + String(repeating: "a-very-long-folder/", count: 8) + "konomi.db"

  @Test("what fits stays as it is", arguments: ["", "recorded", "not recorded: /a/b.db: the disk is full"])
  func fitting(text: String) {
    #expect(condensed(text, to: 60) == text)
  }

  @Test("the reason behind a long path is there at any width that has room for it", arguments: 52...260)
  func reason(width: Int) {
    let text = condensed("not recorded: \(path): the disk is full", to: width)
    #expect(text.hasPrefix("not recorded: /home"))
    #expect(text.hasSuffix("konomi.db: the disk is full"))
  }

  @Test("a path keeps its beginning and more of its end, and no more is cut than must be")
  func parts() {
    let text = condensed("not recorded: \(path): the disk is full", to: 80)
    #expect(text == "not recorded: /home/mia/studi…der/a-very-long-folder/konomi.db: the disk is full")
    #expect(text.count == 80)
  }

  @Test("blanks in a path belong to it, and wide characters count twice")
  func blanks() {
    let name = "/home/mia/my studies of the year/" + String(repeating: "好み ", count: 20) + "k.db"
    let text = condensed("not recorded: \(name): the disk is full", to: 60)
    #expect(text.hasPrefix("not recorded: /home"))
    #expect(text.hasSuffix("k.db: the disk is full"))
  }

  @Test("two paths are shortened both, the longer first")
  func two() {
    let text = condensed("\(path): \(path): gone", to: 60)
    #expect(text.hasSuffix("konomi.db: gone"))
    #expect(text.count { $0 == "…" } == 2)
  }

  @Test("a long word without an end is a datum too; a sentence is cut at its end")
  func words() {
    #expect(condensed("no scorer \(String(repeating: "x", count: 100)) here", to: 40).hasSuffix("x here"))
    #expect(condensed("one two three four five six", to: 12) == "one two thr…")
  }

  @Test("where not even the reason fits, it is cut at its end")
  func tooNarrow() {
    let text = condensed("not recorded: \(path): the disk is full", to: 40)
    #expect(text.hasPrefix("not recorded: /home"))
    #expect(text.hasSuffix("the dis…"))
    #expect(condensed(path, to: 0) == "")
    #expect(condensed("ab", to: 1) == "…")
  }
}
