import Screen
import Testing

@testable import Terminal

@Suite("Colours of a terminal")
struct ColorFactsTests {
  /// A terminal as it comes to be used: variables, the colours of its terminfo entry, its answer to XTVERSION.
  struct Case: Sendable, CustomTestStringConvertible {
    let variables: String
    let terminfo: Int
    let name: String?
    let pictures: ColorDepth

    init(_ variables: String, _ terminfo: Int, _ pictures: ColorDepth) {
      self.init(variables, terminfo, nil, pictures)
    }

    init(_ variables: String, _ terminfo: Int, _ name: String?, _ pictures: ColorDepth) {
      self.variables = variables
      self.terminfo = terminfo
      self.name = name
      self.pictures = pictures
    }

    var testDescription: String { "\(variables) \(name ?? "")" }

    func facts(wanted: ColorDepth? = nil) -> ColorFacts {
      let pairs = variables.split(separator: " ").map { part in
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        return (sides[0], sides[1])
      }
      return ColorFacts(
        environment: Dictionary(pairs) { $1 }, terminfo: TerminfoColors(count: terminfo), wanted: wanted,
        name: name)
    }
  }

  static let table = [
    // What terminfo says, where nothing else is known.
    Case("TERM=vt100", -1, .mono), Case("TERM=vt220", 0, .mono), Case("TERM=ansi", 8, .eight),
    Case("TERM=linux", 8, .eight), Case("TERM=xterm-color", 8, .eight),
    Case("TERM=xterm-16color", 16, .sixteen),
    Case("TERM=rxvt-unicode", 88, .sixteen), Case("TERM=xterm-256color", 256, .indexed256),
    // Over SSH, which forwards TERM and not COLORTERM.
    Case("TERM=xterm-kitty", 256, .truecolor), Case("TERM=alacritty", 256, .truecolor),
    Case("TERM=foot", 256, .truecolor), Case("TERM=foot-extra", 256, .truecolor),
    Case("TERM=wezterm", 256, .truecolor), Case("TERM=xterm-ghostty", 256, .truecolor),
    Case("TERM=contour", 256, .truecolor), Case("TERM=contour-latest", 256, .truecolor),
    Case("TERM=st-256color", 256, .truecolor), Case("TERM=vte-256color", 256, .truecolor),
    Case("TERM=xterm-direct", 256, .truecolor), Case("TERM=tmux-direct", 8, .truecolor),
    Case("TERM=konsole-256color", 256, .truecolor), Case("TERM=konsole-16color", 16, .sixteen),
    // Never 16 colours where 256 work.
    Case("TERM=xterm", 8, .indexed256), Case("TERM=putty", 8, .indexed256),
    Case("TERM=screen", 8, .indexed256),
    Case("TERM=tmux", 8, .indexed256), Case("TERM=xterm-256color", 8, .indexed256),
    // What a terminal sets for what runs in it.
    Case("TERM=xterm-256color COLORTERM=truecolor", 256, .truecolor),
    Case("TERM=xterm COLORTERM=24bit", 8, .truecolor),
    Case("TERM=xterm-256color COLORTERM=yes", 256, .indexed256),
    Case("TERM=xterm-256color VTE_VERSION=7006", 256, .truecolor),
    Case("TERM=xterm-256color VTE_VERSION=3409", 256, .indexed256),
    Case("TERM=xterm-256color WT_SESSION=0d3f", 256, .truecolor),
    Case("TERM=xterm-256color WT_SESSION=", 256, .indexed256),
    Case("TERM=xterm-256color KONSOLE_VERSION=230800", 256, .truecolor),
    Case("TERM=xterm-256color TERM_PROGRAM=iTerm.app", 256, .truecolor),
    Case("TERM=xterm-256color LC_TERMINAL=iTerm2", 256, .truecolor),
    Case("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", 256, .indexed256),
    // A variable that another terminal left behind.
    Case("TERM=rxvt-unicode-256color KITTY_WINDOW_ID=1", 256, .indexed256),
    // Multiplexers: tmux takes RGB and brings it down itself, GNU screen makes other things of it.
    Case("TERM=tmux-256color TMUX=/tmp/tmux", 256, .indexed256),
    Case("TERM=tmux-256color TMUX=/tmp/tmux COLORTERM=truecolor", 256, .truecolor),
    Case("TERM=screen-256color TMUX=/tmp/tmux COLORTERM=truecolor", 256, .truecolor),
    Case("TERM=screen-256color STY=1.pts COLORTERM=truecolor", 256, .indexed256),
    Case("TERM=screen.xterm-256color COLORTERM=truecolor", 256, .indexed256),
    Case("TERM=screen STY=1.pts VTE_VERSION=7006", 8, .indexed256),
    Case("TERM=tmux-256color VTE_VERSION=7006 KITTY_WINDOW_ID=1", 256, .indexed256),
    // What the terminal answers.
    Case("TERM=xterm-256color", 256, "XTerm(379)", .truecolor),
    Case("TERM=xterm-256color", 256, "kitty(0.32.2)", .truecolor),
    Case("TERM=xterm-256color", 256, "WezTerm 20240203-110809", .truecolor),
    Case("TERM=xterm-256color", 256, "VTE(7402)", .truecolor),
    Case("TERM=xterm-256color", 256, "Konsole 23.08.1", .truecolor),
    Case("TERM=xterm-256color", 256, "unheard(1)", .indexed256),
    Case("TERM=xterm", 8, "foot(1.16.2)", .truecolor), Case("TERM=vt100", -1, "iTerm2 3.5.0", .truecolor),
    Case("TERM=xterm-256color", 256, "tmux 3.3a", .indexed256),
    Case("TERM=xterm-256color COLORTERM=truecolor", 256, "tmux 3.3a", .truecolor),
    Case("TERM=screen-256color COLORTERM=truecolor", 256, "tmux 3.3a", .truecolor),
    // Started from within a multiplexer, in a window of its own.
    Case("TERM=xterm-256color STY=1.pts TMUX=/tmp/tmux COLORTERM=truecolor", 256, "XTerm(379)", .truecolor),
  ]

  @Test("the same terminal has the same colours however it is reached", arguments: table)
  func pictures(terminal: Case) {
    #expect(terminal.facts().pictures == terminal.pictures)
    #expect(terminal.facts().text == terminal.pictures)
  }

  @Test("NO_COLOR takes the colours of text, and none of what is judged", arguments: table)
  func noColor(terminal: Case) {
    let plain = Case(terminal.variables + " NO_COLOR=1", terminal.terminfo, terminal.name, terminal.pictures)
    #expect(plain.facts().pictures == terminal.pictures)
    #expect(plain.facts().text == .mono)
    let empty = Case(terminal.variables + " NO_COLOR=", terminal.terminfo, terminal.name, terminal.pictures)
    #expect(empty.facts().text == terminal.pictures)
  }

  @Test("--colors overrules everything, for pictures and text", arguments: ColorDepth.allCases)
  func wanted(depth: ColorDepth) {
    for terminal in [
      Case("TERM=xterm-kitty COLORTERM=truecolor NO_COLOR=1", 256, "kitty(0.32.2)", .truecolor),
      Case("TERM=vt100", -1, .mono), Case("TERM=screen STY=1", 8, .indexed256),
    ] {
      #expect(terminal.facts(wanted: depth).pictures == depth)
      #expect(terminal.facts(wanted: depth).text == depth)
    }
  }

  @Test("a terminfo entry with direct colours means truecolor")
  func direct() {
    let terminfo = TerminfoColors(count: 1 << 24, areDirect: true)
    #expect(ColorFacts(environment: [:], terminfo: terminfo).pictures == .truecolor)
  }
}
