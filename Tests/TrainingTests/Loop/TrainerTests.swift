import CLIP
import Preferences
import Statistics
import TestSupport
import Tensors
import Testing

@testable import Training

@Suite struct TrainerTests {
  private func run(_ trainer: Trainer, in folder: TemporaryFolder) throws {
    let resume = ResumeFile(path: folder["resume"], base: "tiny", data: trainer.data.fingerprint)
    try TrainingRun(trainer, savingTo: resume).run(isCancelled: { false }, onStep: { _ in })
  }

  @Test func aModelLearnsARuleAndPredictsChoicesOnPromptsThatItHasNotSeen() throws {
    var tiny = try TinyTraining()
    tiny.plan.recipe.epochs = 8
    let trainer = try tiny.trainer()
    try run(trainer, in: TemporaryFolder())
    let (before, after) = (try #require(trainer.progress.before), try #require(trainer.progress.after))
    #expect(before.choices.count == trainer.validation.count && before.choices.count > 5)
    #expect(try #require(before.choices.accuracy.value) < 0.9)
    #expect(after.choices.accuracy.value == 1)
    #expect(after.loss < before.loss / 2)
    #expect(trainer.progress.curve.map(\.step) == [0, 11, 22, 32])
    #expect(after == (try trainer.evaluate()))
  }

  /// Of the accuracy on what is kept aside where choices follow no rule, and each pair of images was judged under PROMPT and
  /// under prompt.
  private func accuracyOfNoRule(promptIdentity: @escaping PromptIdentity) throws -> (right: Int, of: Int) {
    var tiny = try TinyTraining(choices: 48)
    var random = SplitMix64(seed: 3)
    var builder = TrainingDataBuilder(loss: .softmax, ties: .soft, promptIdentity: promptIdentity)
    for number in 0..<48 {
      let preferred = try Choices.image(2 * number + random.below(2))
      for text in ["PROMPT \(number)", "prompt \(number)"] {
        builder.add(try Choices.record(text, [2 * number, 2 * number + 1], .preferred(preferred)))
      }
    }
    let data = builder.data()
    tiny.plan.recipe.epochs = 24
    tiny.plan.validations = 2
    tiny.plan.split = PromptSplit(share: 0.4)
    let ids = data.prompts.map { prompt in
      tiny.ids[Int(prompt.text.split(separator: " ").last ?? "") ?? 0]
    }
    let trainer = try tiny.trainer(data: data, ids: ids)
    try run(trainer, in: TemporaryFolder())
    let answers = try #require(trainer.progress.after).choices
    return (answers.right, answers.count)
  }

  /// By what the model sees of a prompt, and by the images alone.
  @Test(arguments: [{ Array($0.text.lowercased().utf8) }, { Array($0.text.utf8) }] as [PromptIdentity])
  func labelsWithoutARuleAreNotPredictedForPromptsThatDifferInCase(identity: @escaping PromptIdentity) throws
  {
    let split = try accuracyOfNoRule(promptIdentity: identity)
    #expect(split.of > 20)
    // Each pair was judged twice alike: as unlikely as half as many throws of a coin.
    let p = BinomialTest.twoSided(successes: split.right / 2, trials: split.of / 2).value
    #expect(try #require(p) > 0.01, "\(split)")
  }

  @Test(arguments: [
    TrainedParts(image: .projection, text: .projection, logitScale: true),
    TrainedParts(image: .blocks(1), text: .blocks(1), logitScale: true),
    TrainedParts(image: .everything, text: .nothing, logitScale: false),
  ])
  func whatIsFrozenStaysAndWhatIsTrainedChanges(_ parts: TrainedParts) throws {
    let tiny = try TinyTraining(choices: 16, parts: parts)
    let trainer = try tiny.trainer()
    let before = trainer.bits
    try trainer.step()
    for ((named, old), new) in zip(zip(trainer.model.parameters, before), trainer.bits) {
      // A gradient may be zero at single places, such as token embeddings that no prompt has.
      let hasChanged = old != new
      #expect(hasChanged == named.parameter.isTrained, "\(named.name)")
    }
  }

  @Test func movedImagesAreLearntFromAndOthersValidatedOn() throws {
    let still = try TinyTraining(choices: 16).trainer()
    var tiny = try TinyTraining(choices: 16)
    tiny.plan.shift = 0.1
    let (moving, again) = (try tiny.trainer(), try tiny.trainer())
    #expect(try moving.evaluate() == still.evaluate())
    for trainer in [still, moving, again] { try trainer.step() }
    let (stillBits, movingBits, againBits) = (still.bits, moving.bits, again.bits)
    let areOthers = movingBits != stillBits
    let areEqual = movingBits == againBits
    #expect(areOthers && areEqual)
  }

  @Test func theSameSeedGivesTheSameBitsForAnyNumberOfThreads() throws {
    let results = try [1, 2, 3].map { threads in
      var tiny = try TinyTraining(choices: 16)
      tiny.workers = Workers(count: threads)
      let trainer = try tiny.trainer()
      for _ in 0..<3 { try trainer.step() }
      return trainer.bits
    }
    let areEqual = results.map { $0 == results[0] }
    #expect(areEqual == [true, true, true])
    var other = try TinyTraining(choices: 16)
    other.plan.seed = 1
    let trainer = try other.trainer()
    for _ in 0..<3 { try trainer.step() }
    let isAnother = trainer.bits != results[0]
    #expect(isAnother)
  }

  @Test func partsThatFitTheMemoryGiveTheSameGradientButForRounding() throws {
    var tiny = try TinyTraining(choices: 16)
    tiny.plan.recipe.clippedNorm = 0
    let whole = try tiny.trainer()
    try whole.step()
    let least = MicroBatches(whole.model, memory: 0).least(whole.data.examples) { _ in 4 }
    tiny.plan.memory = least
    let parts = try tiny.trainer()
    try parts.step()
    let differ = parts.bits != whole.bits
    #expect(differ)
    #expect(abs(try #require(parts.progress.recentLoss) - (try #require(whole.progress.recentLoss))) < 1e-5)
    tiny.plan.memory = least - 1
    #expect(throws: TrainingFault.memory(needed: least, given: least - 1)) { try tiny.trainer() }
  }

  @Test func contrastIsLearntFromBesideTheChoicesAndNotToldWithTheirLoss() throws {
    var tiny = try TinyTraining(choices: 16)
    let plain = try tiny.trainer()
    tiny.plan.contrast = 1
    let contrasted = try tiny.trainer()
    try plain.step()
    try contrasted.step()
    #expect(contrasted.progress.recentLoss == plain.progress.recentLoss)
    let differ = contrasted.bits != plain.bits
    #expect(differ)
  }

  @Test func weightsByPromptCountEachPromptOnce() {
    let examples = [0, 0, 0, 1].map { Example(prompt: $0, images: [0, 1], judgement: .preferred(0)) }
    let third = 2.0 / 3
    #expect(Weighting.perPrompt.weights(of: examples) == [third, third, third, 2])
    #expect(Weighting.none.weights(of: examples) == [1, 1, 1, 1])
  }

  /// One prompt judged a hundred times, among as many that were judged once.
  @Test(arguments: [1, 2, 4, 25, 200])
  func aPromptJudgedAHundredTimesCountsAsOneAtAnyBatchSize(size: Int) throws {
    var tiny = try TinyTraining(choices: 110)
    tiny.plan.weighting = .perPrompt
    tiny.plan.recipe.batchSize = size
    let sides = try tiny.data.sides(tiny.plan.split)
    let trained = sides.indices.filter { sides[$0] == .train }
    let often = trained[0]
    // Of the others as many as make 200 choices to train on.
    let examples =
      (0..<101 - (trained.count - 1) + 99).map { _ in tiny.data.examples[often] }
      + tiny.data.examples.filter { $0.prompt != often }
    let data = TrainingData(prompts: tiny.data.prompts, images: tiny.data.images, examples: examples)
    let trainer = try tiny.trainer(data: data)
    #expect(trainer.training.count == 200)
    var (share, total) = (0.0, 0.0)
    var order: Batches.Order?
    for step in 0..<trainer.batches.stepsPerEpoch {
      let weights = trainer.weights(in: trainer.batches.batch(step, remembering: &order))
      total += weights.values.reduce(0, +)
      for (example, weight) in weights where data.examples[example].prompt == often { share += weight }
    }
    #expect(abs(share / total - 1 / Double(trained.count)) < 1e-12)
  }

  /// Adding up what batches of one give comes to the gradient of all at once.
  @Test func theGradientOfAnEpochIsTheSameAtAnyBatchSize() throws {
    func gradient(batch: Int) throws -> [Float] {
      var tiny = try TinyTraining(choices: 16)
      tiny.plan.weighting = .perPrompt
      tiny.plan.recipe.batchSize = batch
      let examples = tiny.data.examples + [Example](repeating: tiny.data.examples[0], count: 5)
      let trainer = try tiny.trainer(
        data: TrainingData(prompts: tiny.data.prompts, images: tiny.data.images, examples: examples))
      var sum: [Float] = []
      for step in 0..<trainer.batches.stepsPerEpoch {
        let size = min(batch, trainer.training.count - step * batch)
        _ = try trainer.makeGradient(ofStep: step)
        let part = trainer.gradient.map { $0 * Float(size) / Float(trainer.training.count) }
        sum = sum.isEmpty ? part : zip(sum, part).map(+)
      }
      return sum
    }
    let whole = try gradient(batch: 1000)
    for batch in [1, 3] {
      let difference = distance(try gradient(batch: batch), whole)
      #expect(difference < 1e-3)
    }
  }

  @Test func contrastInPartsIsThatOfTheWholeBatch() throws {
    func gradient(inParts: Bool) throws -> [Float] {
      var tiny = try TinyTraining(choices: 16)
      tiny.plan.contrast = 1
      if inParts {
        let trainer = try tiny.trainer()
        tiny.plan.memory = MicroBatches(trainer.model, memory: 0).least(trainer.data.examples) { _ in 4 }
      }
      let trainer = try tiny.trainer()
      var order: Batches.Order?
      let batch = trainer.batches.batch(0, remembering: &order)
      let parts = trainer.microBatches.parts(
        of: batch.map { trainer.training[$0] }, trainer.data.examples, tokens: { _ in 4 })
      #expect((parts.count > 1) == inParts)
      _ = try trainer.makeGradient(ofStep: 0)
      return trainer.gradient
    }
    let difference = distance(try gradient(inParts: true), try gradient(inParts: false))
    #expect(difference < 1e-3)
  }

  /// The length of the difference, against that of the second.
  private func distance(_ first: [Float], _ second: [Float]) -> Double {
    func length(_ numbers: [Float]) -> Double {
      numbers.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    }
    return length(zip(first, second).map { $0 - $1 }) / length(second)
  }

  @Test func aLossThatIsNoNumberStopsBeforeItDoesHarm() throws {
    let tiny = try TinyTraining(choices: 16)
    let trainer = try tiny.trainer()
    try trainer.step()
    let good = trainer.bits
    let scale = trainer.model.logitScale.tensor
    trainer.model.logitScale.set(Tensor([.nan], shape: []))
    let fault = #expect(throws: TrainingFault.self) { try trainer.step() }
    guard case .notFinite(let step, "loss", .some)? = fault else {
      Issue.record("\(fault as Any)")
      return
    }
    #expect(step == 2)
    trainer.model.logitScale.set(scale)
    let isAsBefore = trainer.bits == good
    #expect(isAsBefore)
  }

  @Test func patienceEndsATrainingThatGetsWorseAndKeepsTheBestWeights() throws {
    var tiny = try TinyTraining(choices: 16)
    tiny.plan.recipe.learningRate = 0.3
    tiny.plan.recipe.epochs = 20
    tiny.plan.validations = 41
    tiny.plan.patience = 2
    let trainer = try tiny.trainer()
    try run(trainer, in: TemporaryFolder())
    let progress = trainer.progress
    #expect(progress.step < trainer.batches.steps)
    #expect(progress.validationsSinceKept == 2)
    #expect(progress.after?.loss == progress.curve.map(\.validationLoss).min())
    #expect(try trainer.evaluate() == progress.after)
  }
}
