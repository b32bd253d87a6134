/// Text made safe for a terminal: whatever would act rather than show is shown by a visible sign.
///
/// Nothing from data (prompts, names, notes, file names) may reach a frame in any other way.
package struct VisibleText: Hashable, Sendable {
  /// One element a cell or, for wide characters, a pair of cells.
  package let glyphs: [Glyph]

  package init(_ text: String) {
    var glyphs: [Glyph] = []
    for scalar in text.unicodeScalars {
      if let sign = Self.sign(for: scalar) {
        glyphs.append(contentsOf: sign.unicodeScalars.map { Glyph(text: String($0), width: 1) })
      } else if DisplayWidth.of(scalar) == 0 {
        if glyphs.isEmpty || !glyphs[glyphs.count - 1].append(scalar) {
          glyphs.append(Glyph(text: "\u{25cc}\(scalar)", width: 1))
        }
      } else {
        glyphs.append(Glyph(text: String(scalar), width: DisplayWidth.of(scalar)))
      }
    }
    self.glyphs = glyphs
  }

  package init(glyphs: some Sequence<Glyph>) {
    self.glyphs = Array(glyphs)
  }

  /// In cells.
  package var width: Int { glyphs.reduce(0) { $0 + $1.width } }

  package var text: String { glyphs.map(\.text).joined() }

  /// What stands in one place: a character with the marks on it.
  package struct Glyph: Hashable, Sendable {
    package private(set) var text: String
    /// 1 or 2 cells.
    package let width: Int

    package init(text: String, width: Int) {
      self.text = text
      self.width = width
    }

    package var isSpace: Bool { text == " " }

    /// Puts a mark on the character. More than three are cut off: a pile of them would run into other rows,
    /// and curses holds no more in a cell.
    /// - Returns: whether this was a character that carries marks; what is above three counts as carried.
    fileprivate mutating func append(_ mark: Unicode.Scalar) -> Bool {
      guard !isSpace else { return false }
      if text.unicodeScalars.count < 4 { text.unicodeScalars.append(mark) }
      return true
    }
  }

  /// A visible sign for a scalar that a terminal would obey, hide, or reorder text by; `nil` for all others.
  private static func sign(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09, 0x0a: return " "
    case 0x00..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map { String($0) }
    case 0x7f: return "\u{2421}"
    case 0xa0, 0x2000...0x200a, 0x202f, 0x205f, 0x3000: return " "
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      return isHarmlessJoiner(scalar) ? "" : "‹\(String(scalar.value, radix: 16, uppercase: true))›"
    default:
      return nil
    }
  }

  /// Joiners and variation selectors only choose among looks of a character; each part is drawn by itself.
  private static func isHarmlessJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200d || scalar.value == 0xfeff
  }
}

extension VisibleText {
  /// The first `width` cells, with `…` in the last one where something was cut off.
  package func truncated(to width: Int) -> VisibleText {
    guard self.width > width else { return self }
    guard width > 0 else { return VisibleText(glyphs: []) }
    var kept: [Glyph] = []
    var used = 0
    for glyph in glyphs {
      if used + glyph.width > width - 1 { break }
      kept.append(glyph)
      used += glyph.width
    }
    return VisibleText(glyphs: kept + [Glyph(text: "…", width: 1)])
  }

  /// Broken into lines of at most `width` cells, between words where there are any.
  package func wrapped(to width: Int) -> [VisibleText] {
    guard width >= 2 else { return [] }
    var lines: [[Glyph]] = []
    var line: [Glyph] = []
    var used = 0
    var lastSpace: Int?
    for glyph in glyphs {
      if used + glyph.width > width {
        if glyph.isSpace {
          lines.append(line)
          (line, used, lastSpace) = ([], 0, nil)
          continue
        }
        let rest = lastSpace.map { Array(line[($0 + 1)...]) } ?? []
        lines.append(lastSpace.map { Array(line[..<$0]) } ?? line)
        line = rest
        used = rest.reduce(0) { $0 + $1.width }
        lastSpace = nil
      }
      if glyph.isSpace { lastSpace = line.count }
      line.append(glyph)
      used += glyph.width
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { VisibleText(glyphs: $0) }
  }
}
