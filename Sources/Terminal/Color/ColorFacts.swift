import Screen

/// What is known of the colours of a terminal, from whatever says something of them, and what follows.
///
/// Pictures and text are two things: pictures have all colours that the terminal has, text those that its terminfo entry
/// can name and the person wants.
package struct ColorFacts: Hashable, Sendable {
  let environment: [String: String]
  let terminfo: TerminfoColors
  /// What was asked for instead (`--colors`): for pictures and text alike.
  let wanted: ColorDepth?
  /// The terminal's own name and version, once it has answered (XTVERSION).
  var name: String?

  package init(
    environment: [String: String], terminfo: TerminfoColors, wanted: ColorDepth? = nil, name: String? = nil
  ) {
    self.environment = environment
    self.terminfo = terminfo
    self.wanted = wanted
    self.name = name
  }

  /// In how many colours pictures are drawn.
  package var pictures: ColorDepth {
    if let wanted { return wanted }
    let known = max(terminfo.depth, KnownTerminal(type: type)?.depth ?? .mono)
    switch between {
    case .screen:
      // Passes 256 colours on; of RGB, which COLORTERM may promise for the terminal around it, it makes other things.
      return max(known, .indexed256)
    case .tmux:
      // Takes RGB, and brings it down to what the terminal around it shows, if it is told that there is more.
      return max(known, saysTruecolor ? .truecolor : .indexed256)
    case nil:
      if saysTruecolor || hasMark { return .truecolor }
      return max(known, name.flatMap(KnownTerminal.init(named:))?.depth ?? .mono)
    }
  }

  /// What text may use of it. `NO_COLOR`, set to anything, means text (no-color.org): what is judged keeps its colours.
  package var text: ColorDepth {
    if let wanted { return wanted }
    return environment["NO_COLOR"]?.isEmpty == false ? .mono : pictures
  }

  private var type: String { environment["TERM"] ?? "" }

  private var saysTruecolor: Bool { ["truecolor", "24bit"].contains(environment["COLORTERM"]) }

  private enum Multiplexer {
    case tmux, screen
  }

  /// What stands between the program and the terminal. Whoever answers is who reads the colours; only without an answer
  /// variables count, which outlive what they tell of.
  private var between: Multiplexer? {
    if let name { return name.hasPrefix("tmux") ? .tmux : name.hasPrefix("screen") ? .screen : nil }
    if type.hasPrefix("tmux") || environment["TMUX"].isSet { return .tmux }
    if environment["STY"].isSet { return .screen }
    // Of this name and without more to go by either: what both can do.
    return type.hasPrefix("screen") ? .screen : nil
  }

  /// A variable that a truecolor terminal sets for what runs in it. Such terminals call themselves xterm, and others,
  /// which were started from them, inherit the variable.
  private var hasMark: Bool {
    guard type.hasPrefix("xterm") else { return false }
    if let version = environment["VTE_VERSION"].flatMap(Int.init), version >= 3600 { return true }
    let programs = [
      "iTerm.app", "WezTerm", "vscode", "ghostty", "kitty", "mintty", "rio", "Hyper", "Tabby", "WarpTerminal",
    ]
    if programs.contains(environment["TERM_PROGRAM"] ?? "") || environment["LC_TERMINAL"] == "iTerm2" {
      return true
    }
    return ["WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "ALACRITTY_WINDOW_ID", "WEZTERM_PANE"]
      .contains {
        environment[$0].isSet
      }
  }
}

/// What terminfo knows about colours.
package struct TerminfoColors: Hashable, Sendable {
  package let count: Int
  /// Colour numbers are red, green and blue themselves (the capability `RGB`).
  package let areDirect: Bool

  package init(count: Int, areDirect: Bool = false) {
    self.count = count
    self.areDirect = areDirect
  }

  var depth: ColorDepth {
    if areDirect { return .truecolor }
    return switch count {
    case 256...: .indexed256
    case 16...: .sixteen
    case 8...: .eight
    default: .mono
    }
  }
}

extension String? {
  fileprivate var isSet: Bool { self?.isEmpty == false }
}
