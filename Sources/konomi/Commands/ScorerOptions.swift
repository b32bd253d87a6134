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
      "exec:COMMAND starts an outside program and asks it; `konomi help score` says how.", valueName: "scorer"
    ))
  var scorer: ExternalCommand?

  @Option(help: "quick-gelu or gelu (default: config.json, or what models of this size usually have).")
  var activation: Activation?

  @Option(help: "pillow, or tensor as HPS v2 has it (default: tensor where the file is called HPS_v2…).")
  var preprocessing: ImagePreprocessing.Kind?

  @Option(help: ArgumentHelp("Threads to compute on (default: all processors).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    guard (model == nil) != (scorer == nil) else {
      throw ValidationError("Name a scorer: --model PATH or --scorer exec:COMMAND.")
    }
    guard threads.map({ $0 >= 1 }) ?? true else { throw ValidationError("--threads takes 1 or more.") }
  }

  /// The scorer, with its embeddings kept in `store`. A model's weights are read when they are first needed; an
  /// outside program is started.
  func open(keepingIn store: any ScoreStore, isCancelled: @escaping @Sendable () -> Bool) throws -> OpenScorer
  {
    if let scorer {
      let logger = Logger(label: "scorer")
      let program = try ExternalScorer(command: scorer.text, isCancelled: isCancelled) {
        logger.info("\($0)")
      }
      try store.add(program.identity)
      return OpenScorer(
        scorer: program, description: "\(program.identity.name), an outside program", embedder: nil)
    }
    guard let model else { throw ValidationError("Name a scorer: --model PATH or --scorer exec:COMMAND.") }
    let embedder = try embedder(at: model, isCancelled: isCancelled)
    try store.add(embedder.identity)
    return OpenScorer(
      scorer: EmbeddingScorer(embedder, keepingIn: store),
      description: "\(embedder.identity.name): \(embedder.architecture); \(embedder.identity.preprocessing)",
      embedder: embedder)
  }

  private func embedder(at path: String, isCancelled: @Sendable () -> Bool) throws -> CLIPEmbedder {
    let file = try ModelFile(path)
    let clip = try file.clip(overriding: ModelConfiguration(activation: activation))
    let resources = ResourceLocation.ofThisProcess()
    let merges = try resources.path(of: "Data/clip/bpe-merges.txt", calling: "merge table")
    let entities = try resources.path(of: "Data/clip/entities.txt", calling: "table of entities")
    let tokenizer = try file.tokenizer(for: clip) { () throws(TokenizerFault) in
      try Tokenizer(mergeTable: merges, entities: entities)
    }
    return CLIPEmbedder(
      clip, named: file.name, id: try CheckpointDigest()(of: file.checkpoint, isCancelled: isCancelled),
      tokenizer: tokenizer, preprocessing: file.preprocessing(for: clip, preferring: preprocessing),
      pixels: PixelFileSource(), workers: Workers(count: threads))
  }
}

/// A scorer that is ready, with what to say of it.
struct OpenScorer {
  let scorer: any Scorer
  let description: String
  /// Where the scorer embeds.
  let embedder: CLIPEmbedder?
}

/// An outside program, as `exec:COMMAND`.
struct ExternalCommand: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    guard argument.hasPrefix("exec:"), argument.count > "exec:".count else { return nil }
    text = String(argument.dropFirst("exec:".count))
  }
}

extension Activation: ExpressibleByArgument {}
extension ImagePreprocessing.Kind: ExpressibleByArgument {}
