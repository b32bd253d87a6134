import CLIP
import Foundation
import Tensors

/// konomi's side of `training-step`, on the same pixels and token ids as `training_speed.py`.
struct TrainingWork {
  private let clip: TrainableCLIP
  private let workers: Workers
  private let images: [Tensor]
  private let prompts: [[Int32]]
  private let parameters: [Parameter]
  private let cached: Inputs?

  private struct Inputs {
    let images: [TowerInput<Tensor>]
    let prompts: [TowerInput<[Int32]>]

    init(_ images: [Tensor], _ prompts: [[Int32]], of clip: TrainableCLIP, on workers: Workers) {
      self.images = clip.image.frozenPart(of: images, on: workers)
      self.prompts = clip.text.frozenPart(of: prompts, on: workers)
    }
  }

  init(checkpoint: String, frozen: FrozenPart, threads: Int) throws {
    FreedMemory.keep(upTo: 1 << 30)
    workers = Workers(count: threads)
    clip = try TrainableCLIP(
      ModelFile(checkpoint).clip(),
      training: TrainedParts(image: .blocks(10), text: .blocks(6), logitScale: true), on: workers)
    let lengths = [12, 19, 26, 33]
    prompts = lengths.enumerated().map { prompt, length in
      [49406] + Self.hashed(length - 2, from: 1000 * prompt).map { Int32($0 % 49_000) } + [49407]
    }
    let side = clip.architecture.imageSize
    images = (0..<2 * lengths.count).map { image in
      let values = Self.hashed(3 * side * side, from: image * 3 * side * side).map { Float($0) / 0x1p30 - 2 }
      return Tensor(values, shape: [3, side, side])
    }
    parameters = clip.parameters.map(\.parameter).filter(\.isTrained)
    cached = frozen == .cached ? Inputs(images, prompts, of: clip, on: workers) : nil
    if cached != nil { clip.giveBackFrozen() }
  }

  /// Answers each line of standard input with a step: its seconds, and the loss before it.
  func serve() {
    let moments = parameters.map(AdamW.Moments.init)
    print("ready")
    fflush(nil)
    var step = 0
    while readLine() != nil {
      step += 1
      var loss = 0.0
      let time = ContinuousClock.time {
        loss = addGradients()
        update(moments, step: step)
      }
      print(time / 1000, loss)
      fflush(nil)
    }
  }

  private func addGradients() -> Double {
    let inputs = cached ?? Inputs(images, prompts, of: clip, on: workers)
    let imageTape = clip.image.forward(inputs.images, keeping: .max, on: workers)
    let promptTape = clip.text.forward(inputs.prompts, keeping: .max, on: workers)
    let cosines = ScaledCosines(
      images: imageTape.embeddings, prompts: promptTape.embeddings, logitScale: clip.logitScale, on: workers)
    let gradient = Matrix(zeros: images.count, columns: prompts.count)
    let weight = 1 / Double(prompts.count)
    var loss = 0.0
    for prompt in prompts.indices {
      let logits = [2 * prompt, 2 * prompt + 1].map { cosines.logits.withRow($0) { Double($0[prompt]) } }
      let preferred = 1 / (1 + exp(logits[1] - logits[0]))
      loss -= weight * log(preferred)
      gradient.withRow(2 * prompt) { $0[prompt] = Float(weight * (preferred - 1)) }
      gradient.withRow(2 * prompt + 1) { $0[prompt] = Float(weight * (1 - preferred)) }
    }
    let gradients = cosines.backward(from: gradient, on: workers)
    clip.image.backward(imageTape, from: gradients.images, on: workers)
    clip.text.backward(promptTape, from: gradients.prompts, on: workers)
    return loss
  }

  private func update(_ moments: [AdamW.Moments], step: Int) {
    let optimizer = AdamW(firstDecay: 0.9, secondDecay: 0.98, epsilon: 1e-6)
    let norm = parameters.reduce(0) { $0 + $1.squaredGradientNorm(on: workers) }.squareRoot()
    for (parameter, moments) in zip(parameters, moments) {
      optimizer.update(
        parameter, moments, step: step, learningRate: 3.3e-6,
        weightDecay: parameter.shape.count >= 2 ? 0.35 : 0, gradientFactor: min(1, 1 / (norm + 1e-6)),
        on: workers)
    }
  }

  /// 32-bit numbers that look random: of `first`, of the one after it, and so on.
  private static func hashed(_ count: Int, from first: Int) -> [UInt32] {
    (first..<first + count).map { number in
      var bits = UInt32(truncatingIfNeeded: number)
      bits = (bits ^ bits >> 16) &* 0x7feb_352d
      bits = (bits ^ bits >> 15) &* 0x846c_a68b
      return bits ^ bits >> 16
    }
  }
}
