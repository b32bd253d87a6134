import ArgumentParser
import FoundationEssentials
import Preferences
import Storage

struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Choose between images, trial after trial.",
    discussion: """
      Every choice is on disk before the next trial is shown. Start again with the same options to go on where \
      you stopped; several annotators may work in one file at once. With a scorer, its prediction stands beside each \
      choice once that is made; choices made in sight of scores are kept apart from blind ones.

      konomi annotate --annotator mia
      konomi annotate --annotator mia --mode rank
      konomi annotate --annotator mia --model hpc.pt
      konomi annotate --annotator mia --pairs 6 --annotators-per-trial 3 --repeats 0.1
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var sitting: SittingOptions
  @OptionGroup var scorer: ScorerOptions
  @OptionGroup var display: DisplayOptions
  @OptionGroup var logging: LoggingOptions

  @Flag(help: "The annotator is somebody else than the one whose name is nearly the same.")
  var otherAnnotator = false

  @Flag(
    help: "Go on here where the same annotator sits at another terminal, which then records nothing more.")
  var takeOver = false

  func run() throws {
    logging.start()
    let path = try database.existingPath()
    let title = URL(filePath: path).deletingPathExtension().lastPathComponent
    let store = try SQLiteChoiceStore(path: path)
    try database.check(hasComparisons: store)
    let annotator = try sitting.resolvedAnnotator()
      .asKnown(to: store, isOther: otherAnnotator, option: "--annotator")
    let place = try SittingEntry(database: path, annotator: annotator, takesOver: takeOver).enter()
    let opening = try scorer.opening(at: .background, in: store, of: path)
    let session = try sitting.session(withScorer: opening != nil, of: annotator)
    let summary = try AnnotationSitting(
      store: store, title: title, session: session, place: place, scorer: opening, display: display
    ).run()
    for line in summary { try StandardOutput.print(line) }
  }
}

/// Who chooses, and how comparisons become trials.
struct SittingOptions: ParsableArguments {
  @Option(help: "Who is choosing (default: your login name).")
  var annotator: String?

  @Option(help: "pair: two at a time; best: one of all; rank: all in order.")
  var mode: AnnotationMode = .pair

  @Option(
    help: ArgumentHelp("How many pairs to take of a comparison in pair mode (default: all).", valueName: "n"))
  var pairs: Int?

  @Option(help: ArgumentHelp("Leave out what this many others have judged (default: never).", valueName: "n"))
  var annotatorsPerTrial: Int?

  @Option(
    help: ArgumentHelp("The share of trials that come back with sides swapped, 0 to 1.", valueName: "share"))
  var repeats: Double = 0

  @Option(help: "The key of all orders and samples; the same for everybody in a study.")
  var seed: UInt64 = 0

  @Option(
    help: """
      after: what the scorer says of a trial is shown while the next one is up; pause: until a key; always: before \
      the choice too; never.
      """)
  var reveal: Reveal = .after

  func validate() throws {
    guard pairs.map({ $0 >= 1 }) ?? true else { throw ValidationError("--pairs takes 1 or more.") }
    guard annotatorsPerTrial.map({ $0 >= 1 }) ?? true else {
      throw ValidationError("--annotators-per-trial takes 1 or more.")
    }
    _ = try resolvedAnnotator()
    guard (0...1).contains(repeats) else { throw ValidationError("--repeats takes a share from 0 to 1.") }
  }

  /// - Parameter withScorer: whether there is anything to reveal.
  /// - Parameter annotator: who sits down, where that is known better than by the options.
  func session(withScorer: Bool, of annotator: Annotator? = nil) throws -> Session {
    Session(
      id: SessionID(UUID()), annotator: try annotator ?? resolvedAnnotator(),
      settings: SessionSettings(
        mode: mode, seed: seed, pairsPerComparison: pairs, annotatorsPerTrial: annotatorsPerTrial,
        repeatShare: repeats, reveal: withScorer ? reveal : nil),
      startedAt: Timestamp(.now))
  }

  func resolvedAnnotator() throws -> Annotator {
    let environment = ProcessInfo.processInfo.environment
    let name = annotator ?? environment["USER"].nonEmpty ?? environment["LOGNAME"].nonEmpty ?? "anonymous"
    do { return try Annotator(name: name) } catch { throw ValidationError("--annotator: \(error).") }
  }
}

extension AnnotationMode: ExpressibleByArgument {}
extension Reveal: ExpressibleByArgument {}
