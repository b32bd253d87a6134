import CTerminal
import Glibc

extension Terminal {
  /// What terminfo knows about colours, if konomi can run here at all.
  static func check(terminalType: String) throws(TerminalFault) -> TerminfoColors {
    guard isatty(STDIN_FILENO) == 1 else { throw TerminalFault.notATerminal(.input) }
    guard isatty(STDOUT_FILENO) == 1 else { throw TerminalFault.notATerminal(.output) }
    guard !terminalType.isEmpty else { throw TerminalFault.noTerminalType }
    let terminfo = ct_terminfo_read()
    switch terminfo.status {
    case CT_TERMINFO_UNKNOWN: throw TerminalFault.unknownTerminal(terminalType)
    case CT_TERMINFO_NO_DATABASE: throw TerminalFault.noTerminfo
    default: break
    }
    guard terminfo.places_cursor else { throw TerminalFault.noCursorAddressing(terminalType) }
    return TerminfoColors(count: Int(terminfo.colors), areDirect: terminfo.direct_colors)
  }
}
