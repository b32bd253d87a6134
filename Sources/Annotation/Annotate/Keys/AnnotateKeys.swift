/// The keys of the annotation screen.
package typealias AnnotateKeys = KeyTable<Command, KeyContext>

extension AnnotateKeys {
  package static let standard = AnnotateKeys(
    digits + [
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
        [.character("z")], .zoom, in: [.pair, .best, .rank, .result],
        help: "one candidate on the whole screen",
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
      Binding(
        [.character("p")], .fullPrompt, in: [.pair, .best, .rank, .result, .zoom],
        help: "read the whole prompt"),
      Binding(
        [.escape, .enter, .character("?"), .character("p"), .character(" "), .character("q")], .back,
        in: [.window],
        help: "close the window", hint: "close"),
      Binding(
        [.character("a")], .panel, in: [.pair, .best, .rank, .result, .idle],
        help: "agreement so far: show or hide", hint: "agreement"),
      Binding(
        [.enter, .character(" ")], .goOn, in: [.result], help: "the next trial; other keys too", hint: "next"),
      Binding([.character("r")], .retry, in: [.pair, .best, .rank, .idle], help: "try again what failed"),
      // Told where it is of use, and in no list.
      Binding([.character("W")], .rescue, in: [.pair, .best, .rank, .result, .idle], help: nil),
      Binding(
        [.character("?")], .help, in: [.pair, .best, .rank, .result, .zoom, .idle], help: "this help",
        hint: "help"),
      Binding(
        [.character("q"), .control("c")], .quit, in: [.pair, .best, .rank, .result, .zoom, .idle],
        help: "quit; all choices are kept", hint: "quit"),
      Binding([.control("c")], .quit, in: [.window], help: "quit; all choices are kept"),
    ])

  /// 1 to 9 are candidates one to nine, 0 the tenth.
  private static var digits: [Binding] {
    digits(in: .pair, label: "1 2", help: "prefer the first, the second candidate")
      + digits(in: .best, label: "1 … 9 0", help: "prefer candidate one to ten")
      + digits(in: .rank, label: "1 … 9 0", help: "rank candidate one to ten next, best first")
      + digits(in: .zoom, label: nil, help: nil)
  }

  private static func digits(in context: KeyContext, label: String?, help: String?) -> [Binding] {
    (0..<10).map { place in
      Binding(
        [.character(Character("\((place + 1) % 10)"))], .pick(place), in: [context],
        help: place == 0 ? help : nil,
        label: label)
    }
  }
}
