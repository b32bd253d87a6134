import Screen

/// The keys of the review screen.
package typealias ReviewKeys = KeyTable<ReviewState.Command, ReviewState.Context>

extension ReviewState {
  /// What a key may ask for.
  package enum Command: Hashable, Sendable {
    /// The candidate at this place, from 0.
    case pick(Int)
    case tie
    case bothBad
    case skip
    case withdraw
    case adjudicate
    case tag
    case flag
    case note
    case next
    case previous
    case first
    case last
    case nextUnreviewed
    case scrollUp
    case scrollDown
    case details
    case filter
    case search
    case showAll
    case showModelWrong
    case showPeopleSplit
    case toggleUnreviewed
    case nextTag
    case nextGenerator
    case clearFilter
    case zoom
    case nextCandidate
    case fullPrompt
    case help
    case retry
    case back
    case quit
  }

  /// Where a key counts.
  package enum Context: String, Hashable, Sendable, CaseIterable {
    /// A pair that the reviewer has yet to judge.
    case blind
    case revealed
    case zoom
    /// Help or the full prompt is open.
    case window
    case adjudicating
    case filtering
    /// No pair is on screen.
    case idle
  }
}

extension ReviewKeys {
  package static let standard = ReviewKeys(judging + deciding + walking + looking + filtering + leaving)

  private static let judging: [Binding] = [
    Binding(
      [.left, .character("1")], .pick(0), in: [.blind], help: "the left candidate is better", hint: "left",
      label: "←/1"),
    Binding(
      [.right, .character("2")], .pick(1), in: [.blind], help: "the right candidate is better", hint: "right",
      label: "→/2"),
    Binding([.character("=")], .tie, in: [.blind], help: "tie: equally good", hint: "tie"),
    Binding([.character("b")], .bothBad, in: [.blind], help: "both bad", hint: "both bad"),
    Binding([.character("s")], .skip, in: [.blind], help: "no opinion; shows everything too", hint: "skip"),
  ]

  private static let deciding: [Binding] = [
    Binding(
      [.character("a")], .adjudicate, in: [.revealed], help: "decide what is to count as right",
      hint: "adjudicate"),
    Binding([.character("t")], .tag, in: [.revealed], help: "mark the kind of error", hint: "tag"),
    Binding([.character("f")], .flag, in: [.revealed], help: "flag for a second look", hint: "flag"),
    Binding([.character("e")], .note, in: [.revealed], help: "edit the note", hint: "note"),
    Binding(
      [.character("1"), .left], .pick(0), in: [.adjudicating], help: "the left candidate", label: "←/1"),
    Binding(
      [.character("2"), .right], .pick(1), in: [.adjudicating], help: "the right candidate", label: "→/2"),
    Binding([.character("=")], .tie, in: [.adjudicating], help: "a tie"),
    Binding([.character("b")], .bothBad, in: [.adjudicating], help: "both bad"),
    Binding([.character("w")], .withdraw, in: [.adjudicating], help: "withdraw the adjudication"),
  ]

  private static let walking: [Binding] = [
    Binding(
      [.enter], .nextUnreviewed, in: [.revealed], help: "the next pair without your judgement",
      hint: "next new"),
    Binding(
      [.character("n"), .pageDown], .next, in: [.blind, .revealed],
      help: "the next pair; with a search, the next match", hint: "next"),
    Binding(
      [.character("p"), .pageUp], .previous, in: [.blind, .revealed], help: "the pair before",
      hint: "previous"),
    Binding([.home], .first, in: [.blind, .revealed], help: "the worst pair"),
    Binding([.end], .last, in: [.blind, .revealed], help: "the last pair"),
    Binding(
      [.character("l")], .filter, in: [.blind, .revealed, .idle], help: "limit what is shown", hint: "limit"),
    Binding(
      [.character("/")], .search, in: [.blind, .revealed, .idle], help: "search in prompts; empty ends it",
      hint: "search"),
  ]

  private static let looking: [Binding] = [
    Binding([.up], .scrollUp, in: [.revealed], help: "scroll choices and scores"),
    Binding([.down], .scrollDown, in: [.revealed], help: "the same, down"),
    Binding(
      [.character("d")], .details, in: [.revealed], help: "details, or larger pictures", hint: "details"),
    Binding([.character("z")], .zoom, in: [.blind, .revealed], help: "one candidate on the whole screen"),
    Binding(
      [.character(" ")], .zoom, in: [.blind, .revealed], help: "flicker: the candidates in turn in one place"),
    Binding(
      [.character(" "), .right, .left, .tab], .nextCandidate, in: [.zoom],
      help: "the other candidate in its place",
      hint: "other candidate"),
    Binding(
      [.escape, .character("z"), .enter], .back, in: [.zoom], help: "back to both candidates", hint: "back"),
    Binding(
      [.character("v")], .fullPrompt, in: [.blind, .revealed, .zoom], help: "read the whole prompt"),
  ]

  private static let filtering: [Binding] = [
    Binding([.character("a")], .showAll, in: [.filtering], help: "all disagreements"),
    Binding([.character("m")], .showModelWrong, in: [.filtering], help: "people agree, model wrong"),
    Binding([.character("s")], .showPeopleSplit, in: [.filtering], help: "people split"),
    Binding([.character("u")], .toggleUnreviewed, in: [.filtering], help: "un-reviewed only"),
    Binding([.character("t")], .nextTag, in: [.filtering], help: "tag"),
    Binding([.character("g")], .nextGenerator, in: [.filtering], help: "generator"),
    Binding([.character("x")], .clearFilter, in: [.filtering], help: "no limit at all"),
  ]

  private static let leaving: [Binding] = [
    Binding(
      [.escape, .enter, .character("?"), .character("v"), .character(" "), .character("q")], .back,
      in: [.window],
      help: "close the window", hint: "close"),
    Binding([.escape], .back, in: [.adjudicating], help: "leave it as it is", hint: "close"),
    Binding(
      [.escape, .enter, .character("l"), .character("q")], .back, in: [.filtering], help: "close",
      hint: "close"),
    Binding([.character("r")], .retry, in: [.blind, .revealed, .idle], help: "try again what failed"),
    Binding(
      [.character("?")], .help, in: [.blind, .revealed, .zoom, .idle], help: "this help", hint: "help"),
    Binding(
      [.character("q"), .control("c")], .quit, in: [.blind, .revealed, .zoom, .idle],
      help: "quit; all reviews are kept", hint: "quit"),
    Binding(
      [.control("c")], .quit, in: [.window, .adjudicating, .filtering], help: "quit; all reviews are kept"),
  ]
}
