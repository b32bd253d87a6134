import ArgumentParser
import Exchange
import FoundationEssentials
import Preferences
import Reports
import Storage

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Say how far people agree with each other, and scorers with people.",
    discussion: """
      Agreement of a scorer is given under four conventions, which count ties differently and are named with each \
      figure; beside it stands how far people agree with each other, which a scorer reaches that is as good as one more person. \
      Every figure has a number of cases and, where it can have one, a 95 % interval, drawn from prompts and annotators.

      konomi report
      konomi report --db study.db --annotator mia --annotator ben
      konomi report --since 2026-01-31T00:00:00Z --generator sd14
      konomi report --html report.html
      konomi report --json | jq '.measures[] | select(.section == "human_scorer")'

      By default only blind choices count, on trials that were drawn at random or imported; what is left out is counted.
      """)

  @Option(help: ArgumentHelp("Only choices of this session; may be given more than once.", valueName: "id"))
  var session: [String] = []

  @Option(
    help: ArgumentHelp("Only choices of this annotator; may be given more than once.", valueName: "name"))
  var annotator: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only pairs with an image of this generator; may be given more than once.", valueName: "name"))
  var generator: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only this scorer, by its name or the beginning of it or of its id; may be given more than once.",
      valueName: "name"))
  var scorer: [String] = []

  @Option(help: ArgumentHelp("Only choices made since then.", valueName: "time"))
  var since: String?

  @Flag(help: "Count choices too that were made with scores in sight.")
  var includeRevealed = false

  @Option(help: ArgumentHelp("Which trials count, by how they were picked.", valueName: "random,imported"))
  var strata: StrataArgument = StrataArgument()

  @Option(help: ArgumentHelp("How often to draw for the intervals; 0 for none.", valueName: "n"))
  var bootstrap = 1000

  @Option(help: "What the draws begin with; the same seed gives the same intervals.")
  var seed: UInt64 = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var page: PageOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var logging: LoggingOptions

  func validate() throws {
    guard (0...100_000).contains(bootstrap) else {
      throw ValidationError("--bootstrap takes a number from 0 to 100000.")
    }
    if json, page.isStandardOutput {
      throw ValidationError("--json prints to standard output; give --html a file.")
    }
    _ = try filter()
  }

  func run() throws {
    logging.start()
    _ = try page.place()
    let store = try database.openExisting()
    let report = try ReportRun(
      store: store,
      scorers: try scorers(in: store),
      scope: ReportScope(path: database.resolvedPath(), filter: try filter(), annotators: annotator),
      options: ReportOptions(
        replicates: bootstrap, seed: seed, threads: ProcessInfo.processInfo.activeProcessorCount)
    ).run()
    try page.write(Page(report))
    if json {
      try StandardOutput.print(try report.json())
    } else if page.html == nil {
      try StandardOutput.print(Page(report).text(width: Self.width), terminator: "")
    }
  }

  /// That of the terminal, within what lines are readable at; 80 where the output goes elsewhere.
  private static var width: Int { max(80, min(120, TerminalWidth.ofOutput ?? 80)) }

  /// In the order in which they were added.
  private func scorers(in store: SQLiteChoiceStore) throws -> [ScorerIdentity] {
    let all = try store.scorers()
    guard !scorer.isEmpty else { return all }
    let named = try scorer.map { name in
      do throws(ScorerChoice.Fault) {
        return try ScorerChoice.scorer(called: name, among: all)
      } catch {
        throw CommandFailure(error, in: "--scorer \(name)", database: database.resolvedPath())
      }
    }
    return all.filter(named.contains)
  }

  private func filter() throws -> StudyFilter {
    var filter = StudyFilter(includesRevealed: includeRevealed, strata: strata.policies)
    if !session.isEmpty {
      filter.sessions = try Set(
        session.map { text in
          guard let id = SessionID(text) else { throw ValidationError("--session \(text) is not a UUID.") }
          return id
        })
    }
    if !annotator.isEmpty {
      filter.annotators = try Set(
        annotator.map { name in
          do { return try Annotator(name: name).id } catch { throw ValidationError("--annotator: \(error).") }
        })
    }
    if !generator.isEmpty { filter.generators = Set(generator) }
    if let since {
      guard let time = Timestamp(iso8601: since) else {
        throw ValidationError(
          "--since \(since) is not a date and time with a zone such as 2026-01-31T08:15:00Z.")
      }
      filter.since = time
    }
    return filter
  }
}

/// Policies, separated by commas.
struct StrataArgument: ExpressibleByArgument {
  var policies: Set<Selection.Policy> = [.random, .imported]

  init() {}

  init?(argument: String) {
    var policies: Set<Selection.Policy> = []
    for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let policy = Selection.Policy(rawValue: String(word)), policy != .repeat else { return nil }
      policies.insert(policy)
    }
    self.policies = policies
  }

  var defaultValueDescription: String { "random,imported" }
}
