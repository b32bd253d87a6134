/// A style for every part that a screen is made of.
package struct Theme: Hashable, Sendable {
  package let name: String
  private var styles: [Role: Style]

  package init(name: String, styles: [Role: Style]) {
    self.name = name
    self.styles = styles
  }

  package subscript(role: Role) -> Style {
    styles[role] ?? styles[.text] ?? Style()
  }

  /// The parts of a screen, as theme files name them.
  package enum Role: String, Hashable, Sendable, CaseIterable {
    case text
    /// What may be overlooked: labels, hints.
    case quiet
    /// The program's name, headings.
    case title
    case prompt
    case border
    /// The border of the candidate under the cursor, or of one already ranked.
    case marked
    /// The name of a key.
    case key
    case progress
    case notice
    case error
    /// Help and other windows on top.
    case overlay
    /// Where a prediction and a choice say the same.
    case agrees
    /// Where they do not.
    case disagrees
  }

  /// Tells parts apart by attributes alone, in the terminal's own colours; needs no theme file.
  package static let plain = Theme(
    name: "plain",
    styles: [
      .text: Style(),
      .quiet: Style(attributes: .dim),
      .title: Style(attributes: .bold),
      .prompt: Style(attributes: .bold),
      .border: Style(),
      .marked: Style(attributes: [.bold, .reverse]),
      .key: Style(attributes: .bold),
      .progress: Style(),
      .notice: Style(attributes: .underline),
      .error: Style(attributes: [.bold, .reverse]),
      .overlay: Style(),
      .agrees: Style(),
      .disagrees: Style(attributes: .bold),
    ])
}
