import Glibc

/// Why the terminal cannot be used.
package enum TerminalFault: Error, Hashable, Sendable {
  case notATerminal(Stream)
  case noTerminalType
  case unknownTerminal(String)
  case noTerminfo
  case noCursorAddressing(String)
  case noUTF8Locale
  /// Curses gives no reason.
  case refused(String)
  /// It takes no output.
  case stalled
  case system(call: String, error: Int32)
  /// The terminal takes no more output: it was closed, or the connection to it broke.
  case outputLost(error: Int32)

  package enum Stream: String, Hashable, Sendable {
    case input = "standard input"
    case output = "standard output"
  }
}

extension TerminalFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notATerminal(let stream):
      "\(stream.rawValue) is not a terminal; run konomi in one, without a pipe or redirection"
    case .noTerminalType:
      "TERM is not set, so the terminal's abilities are unknown; try TERM=xterm-256color"
    case .unknownTerminal(let name):
      "TERM=\(name) is not in the terminfo database; try TERM=xterm-256color, or install its terminfo entry"
    case .noTerminfo:
      "the terminfo database is missing; install the package ncurses-base or set TERMINFO to its folder"
    case .noCursorAddressing(let name):
      "TERM=\(name) cannot place a cursor; try TERM=xterm-256color"
    case .noUTF8Locale:
      "the system has no UTF-8 locale, not even C.UTF-8; install one and set LC_ALL to it"
    case .refused(let name):
      "curses cannot run the terminal TERM=\(name); try TERM=xterm-256color"
    case .stalled:
      "the terminal takes no output; press ^Q if ^S has stopped it, or wait for its connection, and start konomi again"
    case .system(let call, let error):
      "\(call) failed: \(Self.reason(error))"
    case .outputLost(let error):
      "the terminal takes no more output: \(Self.reason(error)); start konomi again in a new one"
    }
  }

  private static func reason(_ error: Int32) -> String {
    guard let text = strerror(error) else { return "error \(error)" }
    return String(cString: text)
  }
}
