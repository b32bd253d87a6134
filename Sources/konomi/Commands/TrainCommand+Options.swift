import ArgumentParser
import CLIP
import Checkpoints
import FoundationEssentials
import Preferences
import Tensors
import Training

/// The model that a training begins with.
struct TrainingBaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The checkpoint to begin with: HPS v1, HPS v2, PickScore or CLIP, a file or a folder with its weights.",
      valueName: "path"),
    completion: .file())
  var model: String?

  @Option(
    help: ArgumentHelp(
      "tiny: begin with a small CLIP of random weights, all of which is trained, in place of --model.",
      valueName: "size"))
  var fromScratch: FreshSize?

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

  func validate() throws {
    guard (model == nil) != (fromScratch == nil) else {
      throw ValidationError("Name what to begin with: --model PATH, or --from-scratch tiny.")
    }
  }
}

/// Models that a training from scratch may begin with.
enum FreshSize: String, ExpressibleByArgument, CaseIterable {
  case tiny
}

/// What decides what comes out.
struct TrainingPlanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What is trained: image=N,text=N for the last blocks of each tower (or nothing, projection, everything in place of \
      N; scale=nothing leaves the logit scale), projections, or everything (default: image=10,text=6).
      """, valueName: "parts"))
  var train: TrainedPartsArgument?

  @Option(help: "softmax over all candidates, pairs, or plackett-luce.")
  var loss = Loss.softmax

  @Option(help: "soft: tied candidates are to be as likely as each other; drop: nothing is said of them.")
  var ties = Ties.soft

  @Option(help: "none: each choice counts the same; per-prompt: each prompt does.")
  var weighting = Weighting.none

  @Option(
    help: ArgumentHelp(
      """
      Weight of CLIP's own loss beside it, which tells prompts and preferred images of a step apart (default: 0; 0.5 from \
      scratch).
      """, valueName: "weight"))
  var contrast: Double?

  @Option(
    help: ArgumentHelp(
      """
      Move images at random by up to this share of their side as they are learnt from, such as 0.05; only where \
      everything of the image tower is trained.
      """, valueName: "share"))
  var augment = 0.0

  @Option(help: "How often to go through all choices (default: 1; 10 for projections and from scratch).")
  var epochs: Int?

  @Option(
    help: ArgumentHelp("Choices a step (default: 32; 128 for projections, 64 from scratch).", valueName: "n"))
  var batch: Int?

  @Option(
    help: ArgumentHelp(
      "Highest learning rate (default: 3.3e-6; 3e-4 for projections, 1e-3 from scratch).", valueName: "rate"))
  var lr: Double?

  @Option(help: "Of matrices; vectors do not decay (default: 0.35; 0.1 for projections and from scratch).")
  var weightDecay: Double?

  @Option(
    help: ArgumentHelp(
      "Steps until the rate is at its highest (default: 500, 100 for projections, at most a tenth of all).",
      valueName: "steps"))
  var warmUp: Int?

  @Option(
    help: ArgumentHelp(
      "What the gradient's length is cut down to (default: 1); 0 leaves it.", valueName: "norm"))
  var clip: Double?

  @Option(help: "The share of prompts to validate on, at least one prompt.")
  var validation = 0.1

  @Option(help: "Decides which prompts these are, as --seed of an export does.")
  var splitSeed: UInt64 = 0

  @Option(help: "Decides the order of choices.")
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("How often to validate, first and last included.", valueName: "n"))
  var validations = 10

  @Option(
    help: ArgumentHelp(
      "End after so many validations without a lower loss, and keep the weights of the lowest.",
      valueName: "n"))
  var patience: Int?

  @Option(
    help: ArgumentHelp(
      "Memory for the passes of a step, besides weights, gradients and moments. Decides the last bits too.",
      valueName: "MiB"))
  var memory = 2048

  @Flag(help: "Train on choices too that were made with scores in sight, which may follow them.")
  var includeRevealed = false

  func validate() throws {
    func check(_ name: String, _ isRight: Bool, _ wanted: String) throws {
      guard isRight else { throw ValidationError("--\(name) takes \(wanted).") }
    }
    try check("epochs", epochs.map { (1...100_000).contains($0) } ?? true, "a number from 1 to 100000")
    try check("batch", batch.map { (1...1_000_000).contains($0) } ?? true, "a number from 1 to 1000000")
    try check("lr", lr.map { $0 > 0 && $0 <= 1 } ?? true, "a number above 0, at most 1")
    try check("weight-decay", weightDecay.map { $0 >= 0 && $0 <= 10 } ?? true, "a number from 0 to 10")
    try check("warm-up", warmUp.map { $0 >= 0 } ?? true, "0 or more")
    try check("clip", clip.map { $0 >= 0 && $0.isFinite } ?? true, "0 or more")
    try check("contrast", contrast.map { (0...1000).contains($0) } ?? true, "a number from 0 to 1000")
    try check("augment", (0...0.25).contains(augment), "a share from 0 to 0.25")
    try check("validation", validation > 0 && validation < 1, "a share above 0 and below 1")
    try check("validations", (2...100_000).contains(validations), "a number from 2 to 100000")
    try check("patience", patience.map { $0 >= 1 } ?? true, "1 or more")
    try check("memory", (1...16_777_216).contains(memory), "MiB from 1 to 16777216")
  }

  /// - Parameter isFresh: whether the model has not been trained before.
  func plan(isFresh: Bool) throws -> TrainingPlan {
    let usual = TrainedParts(image: .blocks(10), text: .blocks(6), logitScale: true)
    let whole = TrainedParts(image: .everything, text: .everything, logitScale: true)
    let parts = train?.parts ?? (isFresh ? whole : usual)
    guard augment == 0 || parts.image == .everything else {
      throw ValidationError(
        "--augment goes with --train everything: what frozen blocks make of an image is kept, and moves no more."
      )
    }
    var recipe = isFresh ? Recipe.fromScratch : Recipe.usual(training: parts)
    recipe.epochs = epochs ?? recipe.epochs
    recipe.batchSize = batch ?? recipe.batchSize
    recipe.learningRate = lr ?? recipe.learningRate
    recipe.weightDecay = weightDecay ?? recipe.weightDecay
    recipe.warmUpSteps = warmUp ?? recipe.warmUpSteps
    recipe.clippedNorm = clip ?? recipe.clippedNorm
    var plan = TrainingPlan(parts: parts, recipe: recipe)
    plan.loss = loss
    plan.ties = ties
    plan.weighting = weighting
    plan.contrast = contrast ?? (isFresh ? 0.5 : 0)
    plan.shift = augment
    plan.split = PromptSplit(share: validation, seed: splitSeed)
    plan.seed = seed
    plan.validations = validations
    plan.patience = patience
    plan.memory = memory << 20
    return plan
  }
}

/// What decides how it comes about, and not what comes out.
struct TrainingRunOptions: ParsableArguments {
  @Option(help: "Type of the weights written: f32, f16 or bf16. Small steps are lost in 16 bits.")
  var dtype = SavedType.float32

  @Option(
    help: "Names of the weights: openai, which open_clip keeps, or hf, for a folder that transformers reads.")
  var names = WeightDialect.openAI

  @Option(
    help: ArgumentHelp(
      "Folder for outputs of frozen blocks (default: konomi/features under $XDG_CACHE_HOME); none computes them anew.",
      valueName: "folder"),
    completion: .directory)
  var cache: String?

  @Option(help: ArgumentHelp("Save what to go on from every so often.", valueName: "minutes"))
  var saveMinutes = 10.0

  @Option(help: ArgumentHelp("Save it also after so many steps.", valueName: "n"))
  var saveSteps: Int?

  @Flag(help: "Begin anew, though there is a training to go on with.")
  var restart = false

  @Option(help: ArgumentHelp("Threads to compute on (default: all processors).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    guard saveMinutes > 0, saveMinutes < 1e6 else {
      throw ValidationError("--save-minutes takes minutes above 0.")
    }
    guard saveSteps.map({ $0 >= 1 }) ?? true else { throw ValidationError("--save-steps takes 1 or more.") }
    guard threads.map({ $0 >= 1 }) ?? true else { throw ValidationError("--threads takes 1 or more.") }
  }

  var saving: TrainingRun.Saving {
    TrainingRun.Saving(interval: .milliseconds(Int64(saveMinutes * 60_000)), steps: saveSteps)
  }

  func cacheFolder(environment: [String: String] = ProcessInfo.processInfo.environment) -> String? {
    if let cache { return cache == "none" ? nil : cache }
    let home = environment["XDG_CACHE_HOME"].nonEmpty ?? "\(environment["HOME"] ?? ".")/.cache"
    return home + "/konomi/features"
  }
}

struct TrainedPartsArgument: ExpressibleByArgument {
  let parts: TrainedParts

  init?(argument: String) {
    guard let parts = TrainedParts(argument) else { return nil }
    self.parts = parts
  }
}

extension Loss: ExpressibleByArgument {}
extension Ties: ExpressibleByArgument {}
extension Weighting: ExpressibleByArgument {}
extension SavedType: ExpressibleByArgument {}
extension WeightDialect: ExpressibleByArgument {}
