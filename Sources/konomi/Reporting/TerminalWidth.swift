import Glibc

/// How wide the terminal is that standard output goes to.
enum TerminalWidth {
  /// In columns; `nil` where the output goes elsewhere.
  static var ofOutput: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
