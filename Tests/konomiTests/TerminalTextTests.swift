import Testing

@testable import konomi

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("a\tb\nc\r\nd\n", "a\tb\nc\r\nd\n"), ("a\rb", "a␍b"), ("\u{1b}[2J\u{7}", "␛[2J␇"),
    ("\u{9b}31m", "‹9B›31m"), ("a\u{202e}b\u{2066}", "a‹202E›b‹2066›"), ("\u{7f}", "␡"), ("é 猫 😀", "é 猫 😀"),
    ("", ""), ("\r", "␍"), ("\n\u{301}", "\n\u{25cc}\u{301}"),
  ])
  func keepsLinesAndShowsTheRest(text: String, visible: String) {
    #expect(Array(TerminalText.visible(text).unicodeScalars) == Array(visible.unicodeScalars))
  }
}
