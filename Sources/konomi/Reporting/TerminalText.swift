import Screen

/// Text of several lines on its way to a terminal.
enum TerminalText {
  /// Keeps line ends and tabs; all else that a terminal would obey becomes a visible sign.
  static func visible(_ text: String) -> String {
    // By scalars: a carriage return and the line feed after it are one `Character`.
    var result = ""
    var run = String.UnicodeScalarView()
    func flush() {
      if !run.isEmpty { result += VisibleText(String(run)).text }
      run.removeAll(keepingCapacity: true)
    }
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let endsLine = scalar == "\r" && place + 1 < scalars.count && scalars[place + 1] == "\n"
      if scalar == "\n" || scalar == "\t" || endsLine {
        flush()
        result.unicodeScalars.append(scalar)
      } else {
        run.append(scalar)
      }
    }
    flush()
    return result
  }
}
