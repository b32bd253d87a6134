import ArgumentParser
import Screen
import Terminal

/// How the screen looks.
struct DisplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "dark, light, mono, or a file (default: dark; mono where text has no colours).", valueName: "name"),
    completion: .list(["dark", "light", "mono"]))
  var theme: String?

  @Option(
    help: """
      truecolor, 256, 16, 8 or mono, for pictures and text (default: what is known of the terminal; with NO_COLOR set, \
      text has none).
      """)
  var colors: TerminalColors?

  func loadTheme(for depth: TerminalColors) throws -> Theme {
    try ThemeFile.load(theme ?? (depth == .mono ? "mono" : "dark"), from: .ofThisProcess())
  }
}

/// What a terminal shows; how pictures are coloured has a type of its own.
typealias TerminalColors = ColorDepth

extension ColorDepth: ExpressibleByArgument {}
