import CLIP
import Glibc
import Preferences
import Tensors

/// A model, the choices that it learns from, and how far it has come.
package final class Trainer {
  package let model: TrainableCLIP
  package let data: TrainingData
  package let plan: TrainingPlan
  /// Numbers of examples.
  package let training: [Int]
  package let validation: [Int]
  package let batches: Batches
  package internal(set) var progress = TrainingProgress()
  var optimizer: Optimizer
  /// The weights of the lowest loss, where these are kept; of each of the optimizer's parameters.
  var best: [Tensor]?
  private let rate: LearningRate
  let microBatches: MicroBatches
  let images: any Features<Tensor>
  let prompts: any Features<[Int32]>
  private let tokens: @Sendable (Int) -> Int
  private let weights: [Double]
  let workers: Workers
  private var order: Batches.Order?

  /// - Parameters:
  ///   - data: has examples of at least two prompts.
  ///   - tokens: of each prompt.
  package init(
    _ model: TrainableCLIP, data: TrainingData, plan: TrainingPlan, images: any Features<Tensor>,
    prompts: any Features<[Int32]>, tokens: @escaping @Sendable (Int) -> Int, on workers: Workers
  ) throws(TrainingFault) {
    self.model = model
    self.data = data
    self.plan = plan
    self.images = images
    self.prompts = prompts
    self.tokens = tokens
    self.workers = workers
    let sides = try data.sides(plan.split)
    training = data.examples.indices.filter { sides[data.examples[$0].prompt] == .train }
    validation = data.examples.indices.filter { sides[data.examples[$0].prompt] == .validation }
    if training.isEmpty { throw .emptySide(.train) }
    if validation.isEmpty { throw .emptySide(.validation) }
    batches = Batches(
      of: training.count, size: plan.recipe.batchSize, epochs: plan.recipe.epochs, seed: plan.seed)
    rate = LearningRate(
      highest: plan.recipe.learningRate, warmUpSteps: min(plan.recipe.warmUpSteps, batches.steps / 10),
      steps: batches.steps)
    weights = plan.weighting.weights(of: training.map { data.examples[$0] })
    optimizer = Optimizer(model, plan.recipe, on: workers)
    microBatches = MicroBatches(model, memory: plan.memory)
    let least = microBatches.least(data.examples, tokens: tokens)
    if least > plan.memory { throw .memory(needed: least, given: plan.memory) }
  }

  /// Learns from the next batch.
  /// - Throws: `notFinite`; the weights are then as they were.
  package func step() throws(TrainingFault) {
    let step = progress.step
    let loss = try makeGradient(ofStep: step)
    let norm = optimizer.gradientNorm
    guard norm.isFinite else { throw .notFinite(step: step + 1, what: "gradient", prompt: nil) }
    optimizer.update(step: step, learningRate: rate[step], norm: norm)
    limitScale()
    progress.add(loss: loss)
  }

  /// - Returns: the loss of the step's batch, without what contrast adds.
  func makeGradient(ofStep step: Int) throws(TrainingFault) -> Double {
    let batch = batches.batch(step, remembering: &order)
    let weightOfExample = weights(in: batch)
    optimizer.clearGradients()
    var loss = 0.0
    let examples = batch.map { training[$0] }
    let parts = microBatches.parts(of: examples, data.examples, tokens: tokens)
    var slopes = plan.contrast > 0 && parts.count > 1 ? try contrastSlopes(of: examples) : nil
    for part in parts { loss += try addGradients(of: part, weights: weightOfExample, &slopes) }
    return loss
  }

  /// What each example of a batch counts in the loss of the step.
  func weights(in batch: [Int]) -> [Int: Double] {
    Dictionary(uniqueKeysWithValues: batch.map { (training[$0], weights[$0] / Double(batch.count)) })
  }

  /// - Parameter slopes: of contrast, where the batch has several parts.
  /// - Returns: the part's share of the loss, without what contrast adds.
  private func addGradients(
    of part: MicroBatches.Part, weights: [Int: Double], _ slopes: inout ContrastSlopes?
  ) throws(TrainingFault) -> Double {
    let imageTape = model.image.forward(
      shifted(try images.inputs(of: part.images), of: part.images), keeping: microBatches.budget(of: part),
      on: workers)
    let textTape = model.text.forward(try prompts.inputs(of: part.prompts), keeping: .max, on: workers)
    let cosines = ScaledCosines(
      images: imageTape.embeddings, prompts: textTape.embeddings, logitScale: model.logitScale, on: workers)
    let rows = Dictionary(uniqueKeysWithValues: part.images.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: part.prompts.enumerated().map { ($1, $0) })
    let gradient = Matrix(zeros: part.images.count, columns: part.prompts.count)
    var loss = 0.0
    for number in part.examples {
      let example = data.examples[number]
      let column = columns[example.prompt] ?? 0
      let places = example.images.map { rows[$0] ?? 0 }
      let logits = places.map { place in cosines.logits.withRow(place) { Double($0[column]) } }
      let weight = weights[number] ?? 0
      let (cost, slopes) = contests(of: example).cost(of: logits)
      guard cost.isFinite else {
        throw .notFinite(step: progress.step + 1, what: "loss", prompt: data.prompts[example.prompt])
      }
      loss += weight * cost
      for (place, slope) in zip(places, slopes) {
        gradient.withRow(place) { $0[column] += Float(weight * slope) }
      }
    }
    if plan.contrast > 0, slopes == nil {
      let pairs = contrasted(part.examples)
      _ = Contrast(
        images: pairs.images.map { rows[$0] ?? 0 }, prompts: pairs.prompts.map { columns[$0] ?? 0 }
      )
      .cost(of: cosines.logits, weight: plan.contrast, addingSlopesTo: gradient)
    }
    let (imageGradient, promptGradient) = cosines.backward(from: gradient, on: workers)
    slopes?.move(to: part, images: imageGradient, prompts: promptGradient)
    model.image.backward(imageTape, from: imageGradient, on: workers)
    model.text.backward(textTape, from: promptGradient, on: workers)
    return loss
  }

  /// What the tower's frozen part has made stays as it is.
  func shifted(_ inputs: [TowerInput<Tensor>], of images: [Int]) -> [TowerInput<Tensor>] {
    guard plan.shift > 0 else { return inputs }
    let shift = Shift(share: plan.shift, seed: plan.seed)
    return zip(inputs, images).map { input, image in
      guard case .source(let planes) = input else { return input }
      return .source(shift(planes, step: progress.step, image: image))
    }
  }

  func contests(of example: Example) -> [Contest] {
    plan.loss.contests(of: example.judgement, among: example.images.count, ties: plan.ties)
  }

  /// Cosines are multiplied by 100 at the most, as OpenAI trained CLIP.
  private func limitScale() {
    guard model.logitScale.isTrained else { return }
    model.logitScale.values.withRow(0) { $0[0] = max(0, min($0[0], Float(log(100.0)))) }
  }
}
