import CLIP
import Checkpoints
import FoundationEssentials
import Imaging
import Logging
import Preferences
import Tensors
import Training

/// Trains from the options of the command line to the file that comes out, telling what it does.
struct TrainingDesk {
  let base: TrainingBaseOptions
  let plan: TrainingPlanOptions
  let running: TrainingRunOptions
  let output: String
  let isCancelled: @Sendable () -> Bool

  func train(on store: any ChoiceStore) throws -> TrainingOutcome {
    let claim = try OutputClaim(output)
    // Another training may have come to its end since it was looked at.
    guard !FileManager.default.fileExists(atPath: output) else { throw TrainCommand.isThere(output) }
    let plan = try plan.plan(isFresh: base.fromScratch != nil)
    let choices = try choices(in: store, plan)
    _ = try choices.sides(plan.split)
    let workers = Workers(count: running.threads)
    let base = try opened(on: choices, plan)
    let identity = base.tokenizer.identity(context: base.clip.architecture.context)
    let data = choices.joiningPrompts { identity(choices.prompts[$0]) }
    guard base.besides.isEmpty || !TrainedModel.isFile(output) else {
      throw CommandFailure(
        .cannotCreate,
        "\(output): the model has a tokenizer of its own, which has to lie beside it; name a new folder as --output"
      )
    }
    StandardError.print(base.description)
    // Batches differ in size, and so do the stretches they leave: what is kept of them grows to its limit.
    FreedMemory.keep(upTo: plan.memory / 2)
    let model = try TrainableCLIP(base.clip, training: plan.parts, on: workers)
    let features = try FeatureDesk(
      base: base, folder: running.cacheFolder(), workers: workers, isCancelled: isCancelled
    ).features(of: data, for: model, memory: plan.memory)
    let trainer = try Trainer(
      model, data: features.data, plan: plan, images: features.images, prompts: features.prompts,
      tokens: features.tokens, on: workers)
    model.giveBackFrozen()
    let resume = ResumeFile(
      path: output + ".resume", base: base.id.hexadecimal + (base.clip.set.map { " \($0)" } ?? ""),
      data: trainer.data.fingerprint)
    if resume.exists {
      if running.restart { resume.remove() } else { try resume.load(into: trainer) }
    }
    let besides =
      running.names == .openAI
      ? base.besides(inOpenCLIPFormOf: model) : try base.besides(inTransformersFormOf: model)
    // A state that is saved lies beside the one before until it is whole.
    let saves = resume.byteCount(of: trainer) * (resume.exists ? 1 : 2)
    try claim.reserve(
      TrainedModel.byteCount(of: model, as: running.dtype, besides: besides), saves: saves)
    tell(trainer)
    try run(trainer, resume)
    claim.release()
    let record = TrainingRecord(
      of: trainer, base: TrainingRecord.Base(name: base.name, sha256: base.id.hexadecimal),
      version: Konomi.configuration.version)
    let trained = TrainedModel(
      model, as: running.dtype, named: running.names, record: record, preprocessing: base.preprocessing,
      besides: besides)
    try write(trained, of: trainer, resume)
    return TrainingOutcome(output: output, record: record)
  }

  private func opened(on data: TrainingData, _ plan: TrainingPlan) throws -> TrainingBase {
    guard let path = base.model else {
      // What it is validated on is not to shape the model, its vocabulary neither.
      let sides = try data.sides(plan.split)
      let prompts = zip(data.prompts, sides).filter { $1 == .train }.map(\.0)
      return try TrainingBase(fromScratchOn: prompts, seed: plan.seed, preprocessing: base.preprocessing)
    }
    return try TrainingBase(
      CLIPWish(
        path: path, activation: base.activation, preprocessing: base.preprocessing, weights: base.weights),
      isCancelled: isCancelled)
  }

  private func write(_ model: TrainedModel, of trainer: Trainer, _ resume: ResumeFile) throws {
    do {
      try model.write(to: output)
      resume.remove()
    } catch let fault {
      // All steps are done: they are not to be done again because of a full disk or a type that holds too little.
      try? resume.save(trainer)
      throw CommandFailure(fault, adding: Self.whatIsKept(in: resume))
    }
  }

  private static func whatIsKept(in resume: ResumeFile) -> String {
    resume.exists ? "; what was done is in \(resume.path), and the same command goes on from there" : ""
  }

  private func choices(in store: any ChoiceStore, _ plan: TrainingPlan) throws -> TrainingData {
    // Not the model's own, so that exports are split alike, which know no model.
    var builder = TrainingDataBuilder(
      loss: plan.loss, ties: plan.ties, promptIdentity: try Tokenizer.openAI().identity(),
      includesRevealed: self.plan.includeRevealed)
    try store.forEachChoice { record in
      if isCancelled() { throw CommandFailure(.interrupted, "stopped; nothing was written") }
      builder.add(record)
    }
    return builder.data()
  }

  private func tell(_ trainer: Trainer) {
    let data = trainer.data
    func prompts(_ examples: [Int]) -> Int { Set(examples.map { data.examples[$0].prompt }).count }
    StandardError.print(
      "choices: \(trainer.training.count) on \(counted(prompts(trainer.training), "prompt")) to train on, \(trainer.validation.count) on \(counted(prompts(trainer.validation), "other", "others")) to validate on"
    )
    if !data.leftOut.isEmpty { StandardError.print("left out: \(TrainingFault.list(data.leftOut))") }
    let together = Set(data.groups.filter { $0.size > 1 })
    if !together.isEmpty {
      StandardError.print(
        "\(together.reduce(0) { $0 + $1.size }) prompts are one to the tokenizer or share an image with others: they are in \(counted(together.count, "group")), each on one side"
      )
    }
    let recipe = trainer.plan.recipe
    StandardError.print(
      "training \(trainer.plan.parts): \(counted(trainer.batches.steps, "step")) of \(counted(min(recipe.batchSize, trainer.training.count), "choice")), \(trainer.plan.loss.rawValue), learning rate \(recipe.learningRate)"
    )
    if trainer.progress.step > 0 {
      StandardError.print("going on after step \(trainer.progress.step) of \(trainer.batches.steps)")
    }
  }

  private func run(_ trainer: Trainer, _ resume: ResumeFile) throws {
    var line = TrainingLine(steps: trainer.batches.steps, choices: trainer.training.count, of: trainer.plan)
    defer { line.clear() }
    do {
      try TrainingRun(trainer, savingTo: resume, running.saving).run(isCancelled: isCancelled) {
        line.show($0)
      }
    } catch let fault {
      line.clear()
      let step = trainer.progress.step
      guard fault == .cancelled else { throw CommandFailure(fault, adding: Self.whatIsKept(in: resume)) }
      throw CommandFailure(
        .interrupted,
        "stopped after step \(step) of \(trainer.batches.steps); the same command goes on from there")
    }
  }
}
