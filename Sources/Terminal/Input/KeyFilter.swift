import Screen

/// Makes keys and pastes of what curses reads.
///
/// Curses knows the sequences that terminfo names as keys; any other it hands over byte by byte. Those bytes
/// (replies, however late, mouse and focus reports, keys with Alt) must not act as if they were typed: here
/// they are followed by the grammar of ECMA-48. A few are keys in every terminal, a few are replies, the others
/// are dropped.
struct KeyFilter: Hashable, Sendable {
  enum Input: Hashable, Sendable {
    case byte(UInt8)
    /// A key that terminfo describes, `nil` for one that konomi has no use for.
    case key(Key?)
  }

  private static let bell: UInt8 = 0x07
  /// In bytes; a name that is longer is cut.
  private static let longestReply = 256

  /// ^C by the kitty keyboard protocol.
  private static let interrupts = ["\u{1b}[99;5u", "\u{1b}[99;5:1u"].map { Array($0.utf8) }

  private var state = State.ground
  private var decoder = UTF8Decoder()
  /// What came since the last pause, its beginning.
  private var burst: [UInt8] = []

  enum State: Hashable, Sendable {
    case ground
    case escape
    /// Behind `ESC [`, with the parameters so far.
    case control([UInt8])
    /// Behind `ESC O`, and perhaps a modifier.
    case singleShift(modified: Bool)
    /// In a string of OSC, DCS, SOS, PM or APC, up to ST or BEL. Of a DCS with its text so far.
    case string(deviceControl: [UInt8]?)
    case stringEscape(deviceControl: [UInt8]?)
    /// Bytes that belong to a report, whatever they are.
    case skipping(Int)
    case paste(Paste)
  }

  /// Whether a sequence or a paste has begun and not ended.
  var isMidway: Bool { state != .ground }

  var isPasting: Bool { if case .paste = state { true } else { false } }

  mutating func feed(_ input: Input) -> TerminalEvent? {
    switch input {
    case .byte(let byte): feed(byte)
    case .key(let key): feed(key)
    }
  }

  /// Nothing more has come for now. An escape byte with nothing behind it is the key, and so is a ^C that came all by
  /// itself, whatever has begun and not ended: inside a paste it stands among text.
  mutating func pause() -> TerminalEvent? {
    defer { burst.removeAll(keepingCapacity: true) }
    switch state {
    case .escape:
      state = .ground
      return .key(.escape)
    case .paste, .string, .stringEscape, .skipping:
      guard isInterrupt else { return nil }
      reset()
      return .key(.control("c"))
    case .ground, .control, .singleShift: return nil
    }
  }

  /// Whether nothing but ^C came, perhaps pressed more than once.
  private var isInterrupt: Bool {
    !burst.isEmpty && burst.allSatisfy { $0 == 3 } || Self.interrupts.contains(burst)
  }

  /// Nothing has come for so long that the rest will not.
  /// - Returns: what there is of a paste.
  mutating func giveUp() -> TerminalEvent? {
    defer { reset() }
    guard case .paste(let paste) = state else { return nil }
    return .pasted(paste.text)
  }

  mutating func reset() {
    state = .ground
    decoder.reset()
  }

  /// Curses knows some single bytes as keys, so a known key may stand inside a string or a paste.
  private mutating func feed(_ key: Key?) -> TerminalEvent? {
    switch state {
    case .paste, .string: return nil
    case .stringEscape(let text):
      state = .string(deviceControl: text)
      return nil
    case .escape:
      state = .ground
      return nil
    default:
      reset()
      return key.map(TerminalEvent.key)
    }
  }

  private mutating func feed(_ byte: UInt8) -> TerminalEvent? {
    if burst.count < 16 { burst.append(byte) }
    switch state {
    case .ground: return typed(byte)
    case .escape:
      // Nothing begins with two: the first is the key, and a reply to the last frame may come right behind it.
      if byte == 0x1b { return .key(.escape) }
      state = Self.afterEscape(byte)
    case .control(let parameters): return control(byte, parameters)
    case .singleShift(let modified): return singleShift(byte, modified)
    case .string(let text):
      state = Self.inString(byte, text)
      if byte == Self.bell {
        return text.flatMap(TerminalReply.init(deviceControl:)).map(TerminalEvent.reply)
      }
    case .stringEscape(let text):
      guard byte == UInt8(ascii: "\\") else {
        state = Self.afterEscape(byte)
        return nil
      }
      state = .ground
      return text.flatMap(TerminalReply.init(deviceControl:)).map(TerminalEvent.reply)
    case .skipping(let count): state = count > 1 ? .skipping(count - 1) : .ground
    case .paste(var paste):
      // Taken out while it grows, so that its text is not copied for every byte.
      state = .ground
      if paste.feed(byte) { return .pasted(paste.text) }
      state = .paste(paste)
    }
    return nil
  }

  private mutating func typed(_ byte: UInt8) -> TerminalEvent? {
    if byte == 0x1b {
      decoder.reset()
      state = .escape
      return nil
    }
    return decoder.feed(byte).flatMap(Self.key).map(TerminalEvent.key)
  }

  private mutating func control(_ byte: UInt8, _ parameters: [UInt8]) -> TerminalEvent? {
    switch byte {
    case 0x1b:
      state = .escape
    case 0x20...0x3f:
      // No report has so many; what else it is, it ends somewhere.
      state = .control(parameters.count < 64 ? parameters + [byte] : parameters)
    case 0x40...0x7e:
      state = .ground
      return complete(byte, parameters: String(decoding: parameters, as: UTF8.self))
    default:
      state = .ground
    }
    return nil
  }

  private mutating func complete(_ final: UInt8, parameters: String) -> TerminalEvent? {
    switch (parameters, Unicode.Scalar(final)) {
    case ("200", "~"): state = .paste(Paste())
    // Mouse reports of X10: three bytes behind the sequence.
    case ("", "M"): state = .skipping(3)
    // Function keys of the Linux console: one letter behind the sequence.
    case ("", "["): state = .skipping(1)
    default:
      return TerminalReply(parameters: parameters, final: final).map(TerminalEvent.reply)
        ?? Self.key(parameters: parameters, final: final).map(TerminalEvent.key)
        ?? KeyReport(parameters: parameters, final: final)?.terminalEvent
    }
    return nil
  }

  private mutating func singleShift(_ byte: UInt8, _ modified: Bool) -> TerminalEvent? {
    switch byte {
    case 0x1b: state = .escape
    case 0x30...0x3f: state = .singleShift(modified: true)
    default:
      state = .ground
      return modified ? nil : Self.key(parameters: "", final: byte).map(TerminalEvent.key)
    }
    return nil
  }

  private static func afterEscape(_ byte: UInt8) -> State {
    switch Unicode.Scalar(byte) {
    case "[": .control([])
    case "O": .singleShift(modified: false)
    case "P": .string(deviceControl: [])
    case "]", "X", "^", "_": .string(deviceControl: nil)
    case "\u{1b}": .escape
    // A key with Alt, which is none of ours.
    default: .ground
    }
  }

  private static func inString(_ byte: UInt8, _ text: [UInt8]?) -> State {
    switch byte {
    case bell, 0x18, 0x1a: .ground
    case 0x1b: .stringEscape(deviceControl: text)
    default: .string(deviceControl: text.map { $0.count < longestReply ? $0 + [byte] : $0 })
    }
  }
}
