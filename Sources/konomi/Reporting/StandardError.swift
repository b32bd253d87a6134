import Glibc
import Output
import Screen

/// Messages to the person at the terminal. Results go to standard output, these do not.
enum StandardError {
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Prints a line. Paths and other data in it are made visible first, so that no escape sequence passes.
  static func print(_ line: String) {
    write(VisibleText(line).text + "\n")
  }

  /// Prints lines as they are broken, each made visible.
  static func print(lines: String) {
    write(TerminalText.visible(lines) + "\n")
  }

  /// Puts a line in the place of the last one; nothing where standard error is no terminal.
  static func replaceLine(_ line: String) {
    if isTerminal { write("\r\u{1b}[K" + VisibleText(line).text) }
  }

  private static func write(_ text: String) {
    var text = text
    // There is nobody left to tell that a message could not be written.
    _ = text.withUTF8 { Descriptor.write(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }
}
