import Annotation
import ArgumentParser
import FoundationEssentials
import Preferences
import Storage

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Look at where people and a scorer disagree.",
    discussion: """
      Walks through the pairs of which most people prefer one image and the scorer the other, worst first. You judge \
      each pair blind; then choices, scores and generators are shown, and you can adjudicate, tag the error, flag and \
      note. All of it is on disk at once, is never counted as a choice, and goes out with an export.

      People are said to agree where three of four say the same, and where only one has said anything.

      konomi review --reviewer lea
      konomi review --reviewer lea --scorer hpc.pt --show model-wrong
      konomi review --tags hands,faces,logo
      konomi review --list --show people-split
      konomi review --list --json > disagreements.json
      """)

  @Option(help: "Who is reviewing (default: your login name).")
  var reviewer: String?

  @Flag(help: "The reviewer is somebody else than the one whose name is nearly the same.")
  var otherAnnotator = false

  @Option(
    help: "A scorer in the database, by its name or the beginning of it or of its id (default: the newest).")
  var scorer: String?

  @Option(help: "model-wrong: people agree with each other; people-split: they do not; all.")
  var show: Shown = .all

  @Flag(help: "Print the disagreements, one a line, instead of showing them.")
  var list = false

  @Flag(help: "With --list: print them as one JSON object, with everything.")
  var json = false

  @OptionGroup var tags: ReviewTagOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var display: DisplayOptions
  @OptionGroup var logging: LoggingOptions

  enum Shown: String, ExpressibleByArgument, CaseIterable {
    case modelWrong = "model-wrong"
    case peopleSplit = "people-split"
    case all

    var kind: Disagreement.Kind? { Disagreement.Kind(rawValue: rawValue) }
  }

  func validate() throws {
    if json, !list { throw ValidationError("--json goes with --list.") }
    _ = try Annotator.atTerminal(named: reviewer, option: "--reviewer")
  }

  func run() throws {
    logging.start()
    if list { return try printList() }
    let path = try database.existingPath()
    let tags = try tags.load()
    let store = try SQLiteChoiceStore(path: path)
    try database.check(hasComparisons: store)
    try ReviewSitting(
      store: store, title: URL(filePath: path).deletingPathExtension().lastPathComponent,
      reviewer: try Annotator.atTerminal(named: reviewer, option: "--reviewer")
        .asKnown(to: store, isOther: otherAnnotator, option: "--reviewer"),
      scorer: try chosenScorer(in: store, at: path), tags: tags, filter: ReviewFilter(kind: show.kind),
      display: display
    ).run()
    for line in store.linesOnRescue(ifWorthIt: true) { StandardError.print(line) }
  }

  private func printList() throws {
    let store = try database.openExisting()
    let scorer = try chosenScorer(in: store, at: database.resolvedPath())
    let interruption = Interruption()
    guard
      let queue = try ReviewQueue.load(
        scorer: scorer, from: store, isCancelled: { interruption.isRequested })
    else { throw CommandFailure(.interrupted, "stopped") }
    let list = ReviewList(queue, reviews: try store.reviews(), kind: show.kind)
    if json { try list.printJSON() } else { try list.printText() }
  }

  /// Refuses, in one line, where there is nothing to compare.
  private func chosenScorer(in store: SQLiteChoiceStore, at path: String) throws -> ScorerIdentity {
    let scorers = try store.scorers()
    let chosen: ScorerIdentity
    do {
      chosen = try ScorerChoice.scorer(called: scorer, among: scorers)
    } catch {
      throw CommandFailure(error, in: path, database: path)
    }
    guard try store.hasScores(by: chosen.id) else {
      throw CommandFailure(
        .noInput,
        "\(path): no scores of \(chosen.name); `konomi score --model PATH --all --db \(ShellWord.quoted(path))` makes them"
      )
    }
    let db = ShellWord.quoted(path)
    guard try store.counts().choices > 0 else {
      throw CommandFailure(
        .noInput,
        "\(path): no choices to compare with; `konomi annotate --db \(db)` makes them, `konomi import PATH --db \(db)` takes in others'"
      )
    }
    return chosen
  }
}

extension ScoreStore {
  /// Whether there is a comparison all of whose candidates have a score. Cost: that of finding the first.
  fileprivate func hasScores(by scorer: ScorerID) throws -> Bool {
    do {
      try forEachScoredComparison(by: scorer) { _, _ in throw FirstScoresFound() }
      return false
    } catch is FirstScoresFound {
      return true
    }
  }
}

private struct FirstScoresFound: Error {}
