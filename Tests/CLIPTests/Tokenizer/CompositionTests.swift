@_spi(_Unicode) import Swift
import TestSupport
import Testing

@testable import CLIP

@Suite("normal form C")
struct CompositionTests {
  @Test("a letter and its marks become one character, whatever the order of the marks")
  func composition() {
    #expect(composed("e\u{301}") == scalars("\u{e9}"))
    #expect(composed("q\u{307}\u{323}") == scalars("q\u{323}\u{307}"))
    #expect(composed("\u{1100}\u{1161}\u{11a8} \u{212b}") == scalars("\u{ac01} \u{c5}"))
    #expect(composed("caf\u{e9}") == scalars("caf\u{e9}"))
  }

  /// As Python has it. The standard library takes these vowels for the beginning of a new run.
  @Test("Tibetan vowels that are two marks are sorted among the others", arguments: [1, 40])
  func tibetanVowels(count: Int) {
    func run(_ text: String) -> String { String(repeating: text, count: count) }
    #expect(composed(run("\u{301}\u{f81}")) == scalars(run("\u{f71}") + run("\u{f80}") + run("\u{301}")))
    #expect(composed(run("\u{f73}")) == scalars(run("\u{f71}") + run("\u{f72}")))
    #expect(
      composed("a\u{301}" + run("\u{f75}\u{316}"))
        == scalars("\u{e1}" + run("\u{f71}") + run("\u{f74}") + run("\u{316}")))
  }

  @Test("a long run of marks out of order is not sorted in quadratic time")
  func longRun() {
    let count = 30_000
    let marks = String(repeating: "\u{301}\u{316}", count: count)
    let below = [Unicode.Scalar](repeating: "\u{316}", count: count)
    let above = [Unicode.Scalar](repeating: "\u{301}", count: count - 1)
    // The first accent joins the letter.
    #expect(composed("a" + marks) == ["\u{e1}"] + below + above)
  }

  @Test("long runs become what the standard library makes of them", arguments: UInt64(0)..<8)
  func sameAsTheStandardLibrary(seed: UInt64) {
    let marks = scalars("\u{301}\u{316}\u{327}\u{345}\u{344}\u{f71}\u{f72}\u{5b0}\u{3099}\u{1d165}\u{93c}")
    let letters = scalars("a\u{915}")
    var source = SeededSource(seed: seed)
    for length in [60, 63, 64, 65, 200] {
      let text = (0..<length).map { _ in
        let pool = Int.random(in: 0..<100, using: &source) == 0 ? letters : marks
        return pool[Int.random(in: 0..<pool.count, using: &source)]
      }
      var string = String.UnicodeScalarView()
      string.append(contentsOf: text)
      #expect(Composition.of(text) == Array(String(string)._nfc))
    }
  }

  private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  private func composed(_ text: String) -> [Unicode.Scalar] { Composition.of(scalars(text)) }
}
