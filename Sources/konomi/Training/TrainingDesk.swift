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
    let plan = try plan.plan(isFresh: base.fromScratch != nil)
    let data = try choices(in: store, plan)
    _ = try data.sides(plan.split)
    let workers = Workers(count: running.threads)
    let base = try opened(on: data, plan)
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
    tell(trainer)
    try run(trainer, resume)
    let record = TrainingRecord(
      of: trainer, base: TrainingRecord.Base(name: base.name, sha256: base.id.hexadecimal),
      version: Konomi.configuration.version)
    let trained = TrainedModel(
      model, as: running.dtype, named: running.names, record: record, preprocessing: base.preprocessing,
      besides: running.names == .openAI ? base.besides : try base.besides(inTransformersFormOf: model))
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
    var builder = TrainingDataBuilder(
      loss: plan.loss, ties: plan.ties, includesRevealed: self.plan.includeRevealed)
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
      "choices: \(trainer.training.count) on \(prompts(trainer.training)) prompts to train on, \(trainer.validation.count) on \(prompts(trainer.validation)) others to validate on"
    )
    if !data.leftOut.isEmpty { StandardError.print("left out: \(TrainingFault.list(data.leftOut))") }
    let recipe = trainer.plan.recipe
    StandardError.print(
      "training \(trainer.plan.parts): \(trainer.batches.steps) steps of \(min(recipe.batchSize, trainer.training.count)) choices, \(trainer.plan.loss.rawValue), learning rate \(recipe.learningRate)"
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
