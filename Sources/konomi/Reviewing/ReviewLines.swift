import Annotation
import Foundation
import Preferences
import Screen

/// Disagreements as lines that can be told apart: by the beginnings of their images' hashes, which say nothing of what is
/// on them, and by what differs of their prompts.
struct ReviewLines {
  private let items: [ReviewItem]
  private let isAdjudicated: (ReviewItem) -> Bool
  private let digits: Int
  /// Of a line, in columns; `nil` for whole prompts.
  private let width: Int?

  init(_ items: [ReviewItem], width: Int?, isAdjudicated: @escaping (ReviewItem) -> Bool) {
    self.items = items
    self.isAdjudicated = isAdjudicated
    self.width = width
    let pairs = Set(items.map { $0.candidates.map(\.image) }).count
    digits =
      (Self.leastDigits...Self.mostDigits).first { digits in
        Set(items.map { Self.name(of: $0, digits: digits) }).count == pairs
      } ?? Self.mostDigits
  }

  private static let leastDigits = 6
  private static let mostDigits = 64

  private static func name(of item: ReviewItem, digits: Int) -> String {
    item.candidates.map { String($0.image.hexadecimal.prefix(digits)) }.joined(separator: ":")
  }

  var lines: [String] {
    let starts = Self.columns(items.map(cells))
    let longest = starts.first?.count ?? 0
    let prompts = items.map { VisibleText($0.comparison.prompt.text) }
    let shown = width.map { ShortenedTexts(prompts, to: max(12, $0 - longest)).texts } ?? prompts.map(\.text)
    return zip(starts, shown).map { $0 + $1 }
  }

  private func cells(of item: ReviewItem) -> [String] {
    let disagreement = item.disagreement
    return [
      disagreement.probability.map { "p \(Self.probability($0))" } ?? "p -",
      "people \(disagreement.votes[disagreement.people]) of \(disagreement.votes.count)",
      disagreement.kind.words, Self.name(of: item, digits: digits), isAdjudicated(item) ? "adjudicated" : "",
    ]
  }

  /// Each column as wide as its widest cell, with two spaces behind it; none where it is empty.
  private static func columns(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { cell, width in
        width == 0 ? "" : cell + String(repeating: " ", count: width - cell.count + 2)
      }.joined()
    }
  }

  /// In four digits, and never 1: no softmax is, though it may round to it.
  private static func probability(_ value: Double) -> String {
    value > 0.99995 ? ">0.9999" : String(format: "%.4f", value)
  }
}

/// Texts cut to a width so that those which differ still do: where their beginnings are the same, what comes between is
/// left out, up to where they part.
struct ShortenedTexts {
  let texts: [String]

  /// - Parameter width: 8 or more, in columns.
  init(_ all: [VisibleText], to width: Int) {
    let distinct = Array(Set(all))
    let alike = Dictionary(grouping: distinct) { $0.truncated(to: width).text }
    texts = all.map { text in
      let plain = text.truncated(to: width).text
      let others = (alike[plain] ?? []).filter { $0 != text }
      guard !others.isEmpty else { return plain }
      let parting = others.map { Self.common(text.glyphs, $0.glyphs) }.max() ?? 0
      let head = VisibleText(glyphs: text.glyphs.prefix(width / 3))
      // A little of what comes before the place, for the word that this is in.
      let rest = text.glyphs.dropFirst(max(head.glyphs.count, parting - width / 6))
      return head.text + "…" + VisibleText(glyphs: rest).truncated(to: width - head.width - 1).text
    }
  }

  private static func common(_ one: [VisibleText.Glyph], _ other: [VisibleText.Glyph]) -> Int {
    zip(one, other).prefix { $0 == $1 }.count
  }
}
