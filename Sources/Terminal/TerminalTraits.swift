/// What is known of the terminal, as far as it has answered. Asked once at the start; nothing waits for the answers.
package struct TerminalTraits: Hashable, Sendable {
  /// Name and version as the terminal gives them (XTVERSION), such as `kitty(0.32.2)`. Text from outside.
  package internal(set) var name: String?
  /// The flags of the kitty keyboard protocol in force; `nil` without that protocol.
  package internal(set) var keyboardFlags: Int?
  /// Its primary attributes (DA1). The last question: with this answer all that are to come have come.
  package internal(set) var attributes: [Int]?

  package init(name: String? = nil, keyboardFlags: Int? = nil, attributes: [Int]? = nil) {
    self.name = name
    self.keyboardFlags = keyboardFlags
    self.attributes = attributes
  }

  /// Whether it tells a key that repeats itself from one that is pressed.
  package var tellsRepeats: Bool {
    let needed = KeyboardFlag.events | KeyboardFlag.allKeys
    return keyboardFlags.map { $0 & needed == needed } ?? false
  }

  /// Whether the terminal answers questions at all.
  package var answers: Bool { attributes != nil }

  mutating func take(_ reply: TerminalReply) {
    switch reply {
    case .name(let text): name = text
    case .keyboard(let flags): keyboardFlags = flags
    case .attributes(let numbers): attributes = numbers
    case .status: break
    }
  }

  /// Flags of the kitty keyboard protocol.
  enum KeyboardFlag {
    static let events = 2
    static let allKeys = 8
    /// With them what is needed to read those reports: escape codes that cannot be mistaken (1), the key on other
    /// layouts (4), and the text (16).
    static let all = 31
  }

  /// Has keys reported in full until this is taken back, and asks which of the flags are in force now. What was so
  /// before is taken back first: after a stop nobody knows, and on the screen that konomi has the keyboard is its own.
  static let fullKeyboard = Array("\u{1b}[<u\u{1b}[>\(KeyboardFlag.all)u\u{1b}[?u".utf8)

  /// XTVERSION, the kitty keyboard protocol's flags, and DA1 behind them. In one write, before the first frame.
  static let questions = Array("\u{1b}[>q\u{1b}[?u\u{1b}[c".utf8)
}
