/// Finds what a program asks its terminal among what it writes, and knows what xterm would say.
struct TerminalQuestions {
  /// A control sequence that has begun.
  private var sequence: [UInt8]?

  /// - Parameter bytes: what the program wrote next; a question may have begun in what came before.
  mutating func answers(to bytes: some Sequence<UInt8>) -> String {
    var answers = ""
    for byte in bytes {
      if byte == 0x1b {
        sequence = []
      } else if let begun = sequence {
        let isFinal = begun.isEmpty ? byte != UInt8(ascii: "[") : (0x40...0x7e).contains(byte)
        sequence = isFinal ? nil : begun + [byte]
        if isFinal { answers += Self.answer(to: String(decoding: begun + [byte], as: UTF8.self)) }
      }
    }
    return answers
  }

  private static func answer(to question: String) -> String {
    switch question {
    case "[5n": "\u{1b}[0n"
    case "[c": "\u{1b}[?64;22c"
    case "[>q": "\u{1b}P>|bench 1\u{1b}\\"
    default: ""
    }
  }
}
