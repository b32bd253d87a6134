import ArgumentParser
import Screen
import Terminal

/// How the screen looks.
struct DisplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "dark, light, mono, or a file (default: dark; mono where there are no colours).", valueName: "name"),
    completion: .list(["dark", "light", "mono"]))
  var theme: String?

  @Option(help: "truecolor, 256, 16, 8 or mono (default: what the terminal says).")
  var colors: TerminalColors?

  func loadTheme(for depth: TerminalColors) throws -> Theme {
    try ThemeFile.load(theme ?? (depth == .mono ? "mono" : "dark"), from: .ofThisProcess())
  }
}

/// What a terminal shows; how pictures are coloured has a type of its own.
typealias TerminalColors = ColorDepth

extension ColorDepth: ExpressibleByArgument {}
