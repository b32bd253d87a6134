import ArgumentParser
import CLIP
import Checkpoints
import ExternalScoring
import FoundationEssentials
import Imaging
import Logging
import Preferences
import Tensors

/// Which scorer, and how it sees images.
struct ScorerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A checkpoint of HPS v1, HPS v2, PickScore or CLIP: a file, or a folder with its weights.",
      valueName: "path"),
    completion: .file())
  var model: String?

  @Option(
    help: ArgumentHelp(
      """
      exec:COMMAND starts an outside program and asks it; `konomi help score` says how. A name, or the \
      beginning of one or of an id, stands for scores that are in the database already.
      """, valueName: "scorer"))
  var scorer: ScorerArgument?

  @Option(
    help:
      "quick-gelu or gelu (default: config.json, open_clip_config.json, or what models of this size usually have)."
  )
  var activation: Activation?

  @Option(
    help: ArgumentHelp(
      """
      pillow (OpenAI's, open_clip's), tensor (HPS v2's) or transformers (PickScore's): whose image transform (default: \
      what the model's own files say).
      """, valueName: "kind"))
  var preprocessing: ImagePreprocessing.Kind?

  @Option(
    help: ArgumentHelp(
      "Of several sets of weights in one file the one with this prefix, such as ema; bare for that without.",
      valueName: "prefix"))
  var weights: String?

  @Flag(
    help: """
      Score images as people see them, turned by EXIF and with what is transparent over gray, and not as the files store \
      them; a scorer of its own, for --model.
      """)
  var asShown = false

  @Option(help: ArgumentHelp("Threads to compute on (default: all processors).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    guard model == nil || scorer == nil else {
      throw ValidationError("Name one scorer: --model PATH or --scorer exec:COMMAND.")
    }
    guard !asShown || model != nil else { throw ValidationError("--as-shown goes with --model.") }
    guard threads.map({ $0 >= 1 }) ?? true else { throw ValidationError("--threads takes 1 or more.") }
  }

  /// How to open the scorer; `nil` where none is named. A model's headers are read at once, and a name is looked up,
  /// so that what is wrong is told before anything else begins.
  /// - Parameters:
  ///   - store: has the scores that a name stands for.
  ///   - database: its path.
  func opening(
    at priority: Workers.Priority = .normal, in store: any ScoreStore, of database: String
  ) throws -> ScorerOpening? {
    switch (model, scorer) {
    case (let model?, _): try opening(ofModelAt: model, at: priority)
    case (nil, .command(let command)?): Self.opening(of: command)
    case (nil, .kept(let name)?): try Self.opening(ofScoresCalled: name, in: store, of: database)
    case (nil, nil): nil
    }
  }

  private func opening(ofModelAt path: String, at priority: Workers.Priority) throws -> ScorerOpening {
    let opened = try OpenedCLIP(
      CLIPWish(path: path, activation: activation, preprocessing: preprocessing, weights: weights))
    let workers = Workers(count: threads, priority: priority)
    // Another name too: scores of one are not to stand in for the other's.
    let name = asShown ? "\(opened.file.name) as shown" : opened.file.name
    let pixels: any PixelSource = asShown ? ShownPixelSource() : PixelFileSource()
    return ScorerOpening(name: name) { store, isCancelled in
      let embedder = CLIPEmbedder(
        opened.clip, named: name, id: try opened.id(isCancelled: isCancelled),
        tokenizer: try opened.tokenizer(), preprocessing: opened.sight.preprocessing, pixels: pixels,
        workers: workers)
      try store.add(embedder.identity)
      return OpenScorer(
        scorer: EmbeddingScorer(embedder, keepingIn: store),
        description: opened.description(embedder.identity.preprocessing, called: name),
        embedder: embedder)
    }
  }

  private static func opening(of command: String) -> ScorerOpening {
    ScorerOpening(name: command, startsProgram: true) { store, isCancelled in
      let logger = Logger(label: "scorer")
      let program = try ExternalScorer(command: command, isCancelled: isCancelled) { logger.info("\($0)") }
      try store.add(program.identity)
      return OpenScorer(
        scorer: program, description: "\(program.identity.name), an outside program", embedder: nil)
    }
  }

  private static func opening(
    ofScoresCalled name: String, in store: any ScoreStore, of database: String
  ) throws -> ScorerOpening {
    let identity: ScorerIdentity
    do {
      identity = try ScorerChoice.scorer(called: name, among: store.scorers())
    } catch let fault as ScorerChoice.Fault {
      throw CommandFailure(fault, in: "--scorer \(name)", database: database)
    }
    return ScorerOpening(name: identity.name) { _, _ in
      OpenScorer(
        scorer: KeptScores(identity: identity, database: database),
        description: "\(identity.name), from the database",
        embedder: nil)
    }
  }
}

/// How to open a scorer, once there is a thread and a store for it. A model's weights are read when they are first
/// needed; an outside program is started.
struct ScorerOpening: Sendable {
  let name: String
  /// Whether it is a program of its own, that runs until the scorer is given up.
  let startsProgram: Bool
  private let body: @Sendable (any ScoreStore, @escaping @Sendable () -> Bool) throws -> OpenScorer

  init(
    name: String, startsProgram: Bool = false,
    _ body: @escaping @Sendable (any ScoreStore, @escaping @Sendable () -> Bool) throws -> OpenScorer
  ) {
    self.name = name
    self.startsProgram = startsProgram
    self.body = body
  }

  /// - Parameter store: keeps its embeddings, and knows it from then on.
  func open(
    keepingIn store: any ScoreStore, isCancelled: @escaping @Sendable () -> Bool
  ) throws -> OpenScorer {
    try body(store, isCancelled)
  }
}

/// A scorer that is ready, with what to say of it.
struct OpenScorer {
  let scorer: any Scorer
  let description: String
  /// Where the scorer embeds.
  let embedder: CLIPEmbedder?
}

/// A scorer whose scores were all computed before.
private struct KeptScores: Scorer {
  let identity: ScorerIdentity
  let database: String

  func scores(of images: [ImageFile], for prompt: Prompt) throws(ScoringFault) -> [Double] {
    throw .scorer(
      name: identity.name,
      reason:
        "has not scored this; `konomi score --all --model PATH --db \(ShellWord.quoted(database))` would")
  }
}

/// `exec:COMMAND`, or the name of a scorer that the database knows.
enum ScorerArgument: ExpressibleByArgument {
  case command(String)
  case kept(String)

  init?(argument: String) {
    guard let command = argument.strippingPrefix("exec:") else {
      self = .kept(argument)
      return
    }
    if command.isEmpty { return nil }
    self = .command(command)
  }
}

extension String {
  fileprivate func strippingPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}

extension Activation: ExpressibleByArgument {}
extension ImagePreprocessing.Kind: ExpressibleByArgument {}
