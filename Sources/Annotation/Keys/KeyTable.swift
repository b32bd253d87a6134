import Screen

/// Which key does what, as data: the reducer looks keys up in it, hints and help are made from it.
package struct KeyTable: Hashable, Sendable {
  package let bindings: [Binding]

  package init(_ bindings: [Binding]) {
    self.bindings = bindings
  }

  package struct Binding: Hashable, Sendable {
    package let keys: [Key]
    package let command: Command
    package let contexts: [KeyContext]
    /// One sentence for the help window.
    package let help: String
    /// One or two words for the line at the bottom; `nil` leaves it out there.
    package let hint: String?

    package init(
      _ keys: [Key], _ command: Command, in contexts: [KeyContext], help: String, hint: String? = nil
    ) {
      self.keys = keys
      self.command = command
      self.contexts = contexts
      self.help = help
      self.hint = hint
    }
  }

  package func command(for key: Key, in context: KeyContext) -> Command? {
    bindings.first { $0.keys.contains(key) && $0.contexts.contains(context) }?.command
      ?? digitCommand(for: key, in: context)
  }

  package func bindings(in context: KeyContext) -> [Binding] {
    bindings.filter { $0.contexts.contains(context) }
  }

  /// 1 to 9 are candidates one to nine, 0 the tenth.
  private func digitCommand(for key: Key, in context: KeyContext) -> Command? {
    guard case .character(let character) = key, character.isASCII, let digit = character.wholeNumberValue,
      [.pair, .best, .rank, .zoom].contains(context)
    else { return nil }
    return .pick(digit == 0 ? 9 : digit - 1)
  }
}

extension KeyTable {
  package static let standard = KeyTable([
    Binding([.left], .pickLeft, in: [.pair], help: "prefer the left candidate", hint: "left"),
    Binding([.right], .pickRight, in: [.pair], help: "prefer the right candidate", hint: "right"),
    Binding([.left], .moveLeft, in: [.best, .rank], help: "move left"),
    Binding([.right], .moveRight, in: [.best, .rank], help: "move right"),
    Binding([.up], .moveUp, in: [.best, .rank], help: "move up"),
    Binding([.down], .moveDown, in: [.best, .rank], help: "move down"),
    Binding(
      [.enter], .pickCursor, in: [.best], help: "prefer the candidate under the cursor"),
    Binding(
      [.character(" ")], .pickCursor, in: [.rank], help: "rank the candidate under the cursor next"),
    Binding([.enter], .commitRanking, in: [.rank], help: "commit the ranking", hint: "commit"),
    Binding(
      [.backspace], .unrank, in: [.rank], help: "take the last ranked candidate back", hint: "take back"),
    Binding([.character("=")], .tie, in: [.pair, .best], help: "tie: equally good", hint: "tie"),
    Binding(
      [.character("=")], .joinRank, in: [.rank],
      help: "the next candidate ties with the last; before the first: all tie", hint: "tie"),
    Binding(
      [.character("b")], .bothBad, in: [.pair, .best, .rank], help: "both (all) bad", hint: "both bad"),
    Binding([.character("s")], .skip, in: [.pair, .best, .rank], help: "skip: no opinion", hint: "skip"),
    Binding(
      [.character("f")], .flag, in: [.pair, .best, .rank], help: "flag the trial for a second look",
      hint: "flag"),
    Binding(
      [.character("n")], .note, in: [.pair, .best, .rank], help: "write a note on the trial", hint: "note"),
    Binding(
      [.character("u")], .undo, in: [.pair, .best, .rank, .idle],
      help: "undo the last choice and show its trial again",
      hint: "undo"),
    Binding(
      [.control("r"), .character("U")], .redo, in: [.pair, .best, .rank, .idle],
      help: "redo the choice that was undone"),
    Binding(
      [.character("z")], .zoom, in: [.pair, .best, .rank], help: "one candidate on the whole screen",
      hint: "zoom"),
    Binding(
      [.character(" ")], .zoom, in: [.pair], help: "flicker: the candidates in turn in one place",
      hint: "flicker"),
    Binding(
      [.character(" "), .right, .tab], .nextCandidate, in: [.zoom],
      help: "the next candidate in the same place",
      hint: "next candidate"),
    Binding(
      [.escape, .character("z"), .enter], .back, in: [.zoom], help: "back to all candidates", hint: "back"),
    Binding([.character("p")], .fullPrompt, in: [.pair, .best, .rank, .zoom], help: "read the whole prompt"),
    Binding(
      [.escape, .enter, .character("?"), .character("p"), .character(" "), .character("q")], .back,
      in: [.window],
      help: "close the window", hint: "close"),
    Binding([.character("r")], .retry, in: [.pair, .best, .rank, .idle], help: "try again what failed"),
    Binding(
      [.character("?")], .help, in: [.pair, .best, .rank, .zoom, .idle], help: "this help", hint: "help"),
    Binding(
      [.character("q"), .control("c")], .quit, in: [.pair, .best, .rank, .zoom, .idle],
      help: "quit; all choices are kept", hint: "quit"),
    Binding([.control("c")], .quit, in: [.window], help: "quit; all choices are kept"),
  ])
}
