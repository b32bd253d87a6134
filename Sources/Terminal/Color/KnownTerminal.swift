import Screen

/// A terminal of which it is known what it shows, whatever the terminfo entry says that it is used with.
struct KnownTerminal: Hashable, Sendable {
  let depth: ColorDepth

  /// - Parameter type: the value of TERM.
  init?(type: String) {
    let limits = ["-m", "-mono", "-8color", "-16color", "-88color"]
    guard !limits.contains(where: type.hasSuffix) else { return nil }
    let variants = ["-direct", "-truecolor", "-24bit", "-24bits"]
    if variants.contains(where: type.hasSuffix)
      || Self.truecolorTypes.contains(where: { Self.matches(type, $0) })
    {
      depth = .truecolor
    } else if type == "xterm" || type.hasSuffix("-256color")
      || Self.indexedTypes.contains(where: { Self.matches(type, $0) })
    {
      depth = .indexed256
    } else {
      return nil
    }
  }

  /// - Parameter name: name and version as the terminal gives them, in parentheses or behind a blank.
  init?(named name: String) {
    let known = name.prefix { $0 != "(" && $0 != " " }.lowercased()
    guard Self.truecolorNames.contains(known) else { return nil }
    depth = .truecolor
  }

  /// The terminal itself, or one of its variants.
  private static func matches(_ type: String, _ name: String) -> Bool {
    type == name || type.hasPrefix(name + "-")
  }

  private static let truecolorTypes = [
    "xterm-kitty", "kitty", "xterm-ghostty", "ghostty", "alacritty", "foot", "wezterm", "contour", "konsole",
    "vte",
    "gnome", "mintty", "iterm2", "iTerm2.app", "rio", "st", "stterm", "ms-terminal",
  ]

  /// Their entries are older than their colours. So is that of `xterm`, as which nearly every terminal lets itself be
  /// known; variants of it say what they mean.
  private static let indexedTypes = ["putty", "mlterm", "hterm"]

  private static let truecolorNames: Set<String> = [
    // Those that answer at all have had true colours for longer.
    "xterm", "kitty", "foot", "wezterm", "ghostty", "contour", "konsole", "vte", "mintty", "iterm2",
    "alacritty",
    "rio", "xterm.js", "warp",
  ]
}
