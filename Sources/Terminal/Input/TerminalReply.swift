/// What a terminal says of itself when it is asked. Nobody typed it.
package enum TerminalReply: Hashable, Sendable {
  /// Its name and version (XTVERSION): text from outside.
  case name(String)
  /// The flags of the kitty keyboard protocol that are in force; terminals without that protocol send none.
  case keyboard(flags: Int)
  /// Its primary attributes (DA1), which every terminal sends.
  case attributes([Int])
  /// All that was sent before the question has been dealt with (DSR).
  case status
}

extension TerminalReply {
  /// Control sequences that are replies.
  init?(parameters: String, final: UInt8) {
    switch (parameters.first, Unicode.Scalar(final)) {
    case ("?", "c"): self = .attributes(Self.numbers(parameters.dropFirst()))
    case ("?", "u"):
      guard let flags = Int(parameters.dropFirst()) else { return nil }
      self = .keyboard(flags: flags)
    case ("0", "n"), ("3", "n"):
      // 3 reports a malfunction, which is an answer too.
      guard parameters.count == 1 else { return nil }
      self = .status
    default: return nil
    }
  }

  /// Device control strings that are replies.
  init?(deviceControl text: [UInt8]) {
    let mark = Array(">|".utf8)
    guard text.starts(with: mark) else { return nil }
    self = .name(String(decoding: text.dropFirst(mark.count), as: UTF8.self))
  }

  private static func numbers(_ parameters: Substring) -> [Int] {
    parameters.split(separator: ";").compactMap { Int($0) }
  }
}
