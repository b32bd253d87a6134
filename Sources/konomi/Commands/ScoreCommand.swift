import ArgumentParser
import FoundationEssentials
import Imaging
import Preferences
import Storage

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Say how well images fit a prompt, by the Human Preference Score or another scorer.",
    discussion: """
      HPS is 100 times the cosine between prompt and image in the space of a CLIP that was trained on people's \
      choices. It compares images of one prompt, under one checkpoint; the prediction is the share of people that \
      the model expects to prefer an image among those given.

      konomi score --model hpc.pt --prompt "a red fox" a.png b.png
      konomi score --model hpc.pt --all --db study.db
      konomi score --model hpc.pt --all --shard 2/8
      konomi score --scorer 'exec:ssh gpu python3 scorer.py' --all

      Embeddings and scores are kept in the database, so that nothing is computed twice; Ctrl-C keeps what is done. \
      An outside program reads requests from its standard input and answers on its standard output, a JSON object \
      a line: {"id":1,"prompt":"…","images":["/a.png"]} is answered by {"id":1,"scores":[0.21]}. The README has all \
      of it, Data/examples/scorer.py is an example.
      """)

  @OptionGroup var scorer: ScorerOptions

  @Option(help: "The text that the images were generated from.")
  var prompt: String?

  @Argument(help: "Image files.", completion: .file())
  var images: [String] = []

  @Flag(help: "Score every comparison in the database that has no scores yet.")
  var all = false

  @Option(help: ArgumentHelp("With --all: one part of n, for several jobs at once.", valueName: "i/n"))
  var shard: Shard = .whole

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var logging: LoggingOptions

  func validate() throws {
    guard all == (prompt == nil), all == images.isEmpty else {
      throw ValidationError("Give --prompt TEXT and images, or --all.")
    }
    guard all || shard == .whole else { throw ValidationError("--shard goes with --all.") }
    switch (scorer.model, scorer.scorer) {
    case (.some, _), (_, .command): break
    case (nil, .kept) where all: break
    case (nil, .kept):
      throw ValidationError(
        "--scorer NAME stands for scores that are kept, which --all prints; --model PATH or --scorer exec:COMMAND score images."
      )
    case (nil, nil): throw ValidationError("Name a scorer: --model PATH or --scorer exec:COMMAND.")
    }
  }

  func run() throws {
    logging.start()
    let interruption = Interruption()
    let flag = interruption.flag
    if let prompt {
      try score(images, for: prompt) { flag.isRaised }
    } else {
      try scoreAll { flag.isRaised }
    }
    withExtendedLifetime(interruption) {}
  }

  private func score(_ paths: [String], for text: String, isCancelled: @escaping @Sendable () -> Bool) throws
  {
    let prompt: Prompt
    do { prompt = try Prompt(text) } catch { throw ValidationError("--prompt: \(error).") }
    var files: [ImageFile] = []
    for (path, result) in zip(paths, ImageFileSource().inspect(filesAt: paths, decodingPixels: false)) {
      do {
        files.append(ImageFile(image: try result.get().image, path: path))
      } catch {
        throw ScoringFault.image(path: path, error)
      }
    }
    let opened: OpenScorer
    let scores: [Double]
    do {
      (opened, scores) = try self.scores(
        of: files, for: prompt, keepingIn: try storeOfEmbeddings(), isCancelled: isCancelled)
    } catch let error where Self.isForWantOfRoom(error) {
      StandardError.print("embeddings are not kept: the disk is full")
      (opened, scores) = try self.scores(
        of: files, for: prompt, keepingIn: InMemoryChoiceStore(), isCancelled: isCancelled)
    }
    tellTruncated(opened)
    let report = PromptScores(scorer: opened.scorer.identity, prompt: prompt, images: files, scores: scores)
    try StandardOutput.print(json ? try report.json() : report.table(describing: opened.description))
  }

  private func scores(
    of files: [ImageFile], for prompt: Prompt, keepingIn store: any ScoreStore,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws -> (OpenScorer, [Double]) {
    let opened = try open(keepingIn: store, isCancelled: isCancelled)
    let scores = try withProgress { line in
      var done = 0
      try opened.scorer.prepare(files, isCancelled: isCancelled) { count in
        done += count
        line.show(done, fraction: Double(done) / Double(files.count))
      }
      return try opened.scorer.scores(of: files, for: prompt)
    }
    return (opened, scores)
  }

  private static func isForWantOfRoom(_ error: any Error) -> Bool {
    switch error {
    case StoreFault.diskFull, ScoringFault.store(.diskFull): true
    default: false
    }
  }

  /// Scores that are there need no writing, and can be had from a file that cannot be written.
  private func storeOfScores() throws -> SQLiteChoiceStore {
    let path = try database.existingPath()
    do throws(StoreFault) {
      return try SQLiteChoiceStore(path: path)
    } catch {
      switch error {
      case .diskFull, .readOnly, .cannotOpen:
        do { return try SQLiteChoiceStore(readOnlyAt: path) } catch _ { throw error }
      default: throw error
      }
    }
  }

  private func scoreAll(isCancelled: @escaping @Sendable () -> Bool) throws {
    let store = try storeOfScores()
    try database.check(hasComparisons: store)
    let opened = try open(keepingIn: store, isCancelled: isCancelled)
    let summary = try score(opened, in: store, isCancelled: isCancelled)
    for left in summary.leftOut {
      StandardError.print("left out: comparison \(left.comparison): \(left.fault)")
    }
    tellTruncated(opened)
    let report = StoredScores(scorer: opened.scorer.identity, store: store, shard: shard, summary: summary)
    if json { try report.printJSON() } else { try report.printText(describing: opened.description) }
    if summary.isCancelled {
      throw CommandFailure(
        .interrupted, "stopped; all that was computed is kept, the same command goes on from there")
    }
    if summary.comparisons == 0, let first = summary.leftOut.first {
      throw CommandFailure(.badData, "no comparison could be scored; the first: \(first.fault)")
    }
  }

  /// Nothing is scored by a scorer of which there are only the scores that it made.
  private func score(
    _ opened: OpenScorer, in store: SQLiteChoiceStore, isCancelled: @escaping @Sendable () -> Bool
  ) throws -> ComparisonScoring.Summary {
    if case .kept = scorer.scorer { return ComparisonScoring.Summary() }
    let scoring = ComparisonScoring(scorer: opened.scorer, choices: store, scores: store, shard: shard)
    return try withProgress { line in
      try scoring.run(isCancelled: isCancelled) { progress in
        line.show(progress.done, fraction: Double(progress.done) / Double(max(1, progress.total)))
      }
    }
  }

  private func open(
    keepingIn store: any ScoreStore, isCancelled: @escaping @Sendable () -> Bool
  ) throws -> OpenScorer {
    guard let opening = try scorer.opening(in: store, of: database.resolvedPath()) else {
      throw ValidationError("Name a scorer.")
    }
    return try opening.open(keepingIn: store, isCancelled: isCancelled)
  }

  /// The database, where there is one: scoring some files on the side makes none.
  private func storeOfEmbeddings() throws -> any ScoreStore {
    let path = database.resolvedPath()
    guard FileManager.default.fileExists(atPath: path) else { return InMemoryChoiceStore() }
    do throws(StoreFault) {
      return try SQLiteChoiceStore(path: path)
    } catch {
      switch error {
      case .readOnly, .diskFull: return InMemoryChoiceStore()
      // A read-only medium may say so in this way.
      case .cannotOpen where (try? SQLiteChoiceStore(readOnlyAt: path)) != nil: return InMemoryChoiceStore()
      default: throw error
      }
    }
  }

  private func withProgress<Value>(
    _ body: (inout ProgressLine) throws -> Value
  ) throws -> Value {
    var line = ProgressLine(unit: "images")
    defer { line.clear() }
    do {
      return try body(&line)
    } catch ScoringFault.cancelled {
      throw CommandFailure(.interrupted, "stopped; the same command starts anew")
    }
  }

  private func tellTruncated(_ opened: OpenScorer) {
    guard let embedder = opened.embedder else { return }
    for prompt in embedder.truncatedPrompts {
      StandardError.print(
        "longer than the \(embedder.architecture.context) tokens that the model reads, the rest does not count: \(prompt.text)"
      )
    }
  }
}

extension Shard: ExpressibleByArgument {
  public init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else { return nil }
    self.init(number: number, of: count)
  }

  public var defaultValueDescription: String { "1/1" }
}
