extension VisibleText {
  /// The first `width` cells with all that matters in them: what is long and no sentence, a path above all, loses its
  /// middle first, so that the reason behind it stays.
  package func condensed(to width: Int) -> VisibleText {
    var shown = self
    while shown.width > width, let long = shown.longestDatum {
      shown = shown.shortening(long, by: shown.width - width)
    }
    return shown.truncated(to: width)
  }

  /// What a datum is left with, in glyphs: enough to tell it from others.
  private static let least = 16

  private var longestDatum: Range<Int>? {
    data.filter { $0.count > Self.least }.max { $0.count < $1.count }
  }

  /// Paths, with the blanks in them where the end is marked, and words longer than any of a language.
  private var data: [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start < glyphs.count {
      guard start == 0 || glyphs[start - 1].isSpace else {
        start += 1
        continue
      }
      let word = start..<(glyphs[start...].firstIndex(where: \.isSpace) ?? glyphs.count)
      var end = word.upperBound
      if glyphs[word].contains(where: { $0.text == "/" }), let marked = endOfPath(from: start) {
        end = marked
      }
      found.append(start..<end)
      start = end + 1
    }
    return found
  }

  /// Messages put a colon behind a path.
  private func endOfPath(from start: Int) -> Int? {
    glyphs.indices.dropFirst(start).first { index in
      glyphs[index].text == ":" && index + 1 < glyphs.count && glyphs[index + 1].isSpace
    }
  }

  /// A third of what stays is the beginning: the end of a path says more.
  private func shortening(_ datum: Range<Int>, by excess: Int) -> VisibleText {
    let kept = max(Self.least, datum.count - excess)
    let head = datum.lowerBound..<datum.lowerBound + (kept - 1) / 3
    let tail = datum.upperBound - (kept - 1 - head.count)
    return VisibleText(
      glyphs: glyphs[..<head.upperBound] + [Glyph(text: "…", width: 1)] + glyphs[tail...])
  }
}
