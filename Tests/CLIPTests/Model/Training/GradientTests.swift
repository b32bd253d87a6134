import Tensors
import Testing

@testable import CLIP

/// The gradients of every weight against PyTorch's, whatever is trained, kept and cached.
@Suite struct GradientTests {
  private static let everything = TrainedParts(image: .everything, text: .everything, logitScale: true)
  private let workers = Workers(count: 2)

  @Test(arguments: Activation.allCases, [1, 3])
  func gradientsAreThoseOfPyTorch(_ activation: Activation, workers count: Int) throws {
    let workers = Workers(count: count)
    let fixture = try GradientFixture.load()
    let clip = try fixture.clip(activation, training: Self.everything, on: workers)
    let loss = try ComparisonLoss(fixture, of: clip, on: workers).addGradients()
    let expectedLoss = try #require(fixture.model(activation)).loss
    #expect(abs(loss - expectedLoss) < 1e-5 * expectedLoss)

    let expected = try GradientFixture.gradients(activation)
    #expect(clip.parameters.map(\.name).sorted() == expected.names)
    for named in clip.parameters {
      let tensor = try expected.tensor(named.name)
      #expect(named.parameter.shape == tensor.shape, "\(named.name)")
      let largest = tensor.elements.map(abs).max() ?? 0
      let found = try #require(named.parameter.gradient).tensor.elements
      let difference = zip(found, tensor.elements).map { abs($0 - $1) }.max() ?? .infinity
      #expect(
        difference <= 1e-4 * largest, "\(named.name): the largest difference is \(difference) of \(largest)")
    }
  }

  @Test(
    arguments: [
      TrainedParts(image: .blocks(1), text: .blocks(1), logitScale: true),
      TrainedParts(image: .blocks(2), text: .blocks(9), logitScale: false),
      TrainedParts(image: .blocks(0), text: .blocks(0), logitScale: true),
      TrainedParts(image: .projection, text: .projection, logitScale: false),
      TrainedParts(image: .everything, text: .nothing, logitScale: false),
      TrainedParts(image: .nothing, text: .everything, logitScale: false),
      TrainedParts(image: .nothing, text: .nothing, logitScale: true),
    ])
  func whatIsTrainedHasTheSameGradientsAsIfAllWere(_ parts: TrainedParts) throws {
    let fixture = try GradientFixture.load()
    let clip = try fixture.clip(.quickGELU, training: parts, on: workers)
    _ = try ComparisonLoss(fixture, of: clip, on: workers).addGradients()
    let expected = try GradientFixture.gradients(.quickGELU)
    for named in clip.parameters {
      #expect(named.parameter.isTrained == isTrained(named.name, parts), "\(named.name)")
      guard let gradient = named.parameter.gradient?.tensor.elements else { continue }
      let tensor = try expected.tensor(named.name).elements
      let largest = tensor.map(abs).max() ?? 0
      let difference = zip(gradient, tensor).map { abs($0 - $1) }.max() ?? .infinity
      #expect(
        difference <= 1e-4 * largest, "\(named.name): the largest difference is \(difference) of \(largest)")
    }
  }

  @Test func whatIsComputedAnewGivesTheSameBits() throws {
    let fixture = try GradientFixture.load()
    let gradients = try [Int.max, 12_000, 0].map { budget in
      let clip = try fixture.clip(.gelu, training: Self.everything, on: workers)
      var loss = try ComparisonLoss(fixture, of: clip, on: workers)
      loss.budget = budget
      _ = loss.addGradients()
      return clip.parameters.map { $0.parameter.gradient?.tensor.elements }
    }
    #expect(gradients[0] == gradients[1])
    #expect(gradients[0] == gradients[2])
  }

  @Test func anyNumberOfWorkersGivesTheSameBits() throws {
    let fixture = try GradientFixture.load()
    let gradients = try [1, 2, 5].map { count in
      let workers = Workers(count: count)
      let clip = try fixture.clip(.quickGELU, training: Self.everything, on: workers)
      _ = try ComparisonLoss(fixture, of: clip, on: workers).addGradients()
      return clip.parameters.map { $0.parameter.gradient?.tensor.elements }
    }
    #expect(gradients[0] == gradients[1])
    #expect(gradients[0] == gradients[2])
  }

  @Test(arguments: [
    TrainedDepth.nothing, .projection, .blocks(0), .blocks(1), .everything,
  ])
  func nothingEmbeddedChangesNothing(_ depth: TrainedDepth) throws {
    let parts = TrainedParts(image: depth, text: depth, logitScale: true)
    let clip = try GradientFixture.load().clip(.gelu, training: parts, on: workers)
    let images = clip.image.forward(clip.image.frozenPart(of: [], on: workers), keeping: 0, on: workers)
    let texts = clip.text.forward(clip.text.frozenPart(of: [], on: workers), keeping: 0, on: workers)
    #expect(images.embeddings.rows == 0 && images.embeddings.columns == clip.architecture.embedding)
    let cosines = ScaledCosines(
      images: images.embeddings, prompts: texts.embeddings, logitScale: clip.logitScale, on: workers)
    let gradient = cosines.backward(from: Matrix(zeros: 0, columns: 0), on: workers)
    clip.image.backward(images, from: gradient.images, on: workers)
    clip.text.backward(texts, from: gradient.prompts, on: workers)
    for named in clip.parameters { #expect(named.parameter.squaredGradientNorm(on: workers) == 0) }
  }

  @Test func frozenWeightsComeBackAfterTheyWereGivenBack() throws {
    let fixture = try GradientFixture.load()
    let parts = TrainedParts(image: .blocks(1), text: .projection, logitScale: false)
    let clip = try fixture.clip(.gelu, training: parts, on: workers)
    let before = try ComparisonLoss(fixture, of: clip, on: workers).addGradients()
    clip.giveBackFrozen()
    let after = try ComparisonLoss(fixture, of: clip, on: workers).addGradients()
    #expect(before == after)
  }

  /// Each comparison alone, with its own images, and then all at once.
  @Test func gradientsAddUpOverMicroBatches() throws {
    let fixture = try GradientFixture.load()
    let clip = try fixture.clip(.gelu, training: Self.everything, on: workers)
    let loss = try ComparisonLoss(fixture, of: clip, on: workers)
    let whole = loss.addGradients()
    let expected = clip.parameters.map { $0.parameter.gradient?.tensor.elements ?? [] }
    for named in clip.parameters { named.parameter.clearGradient() }
    let parts = fixture.comparisons.indices.map { loss.only($0).addGradients() }
    #expect(abs(parts.reduce(0, +) - whole) < 1e-5 * whole)
    for (named, expected) in zip(clip.parameters, expected) {
      let largest = expected.map(abs).max() ?? 0
      let found = try #require(named.parameter.gradient).tensor.elements
      let difference = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
      #expect(difference <= 1e-5 * largest, "\(named.name): \(difference) of \(largest)")
    }
  }

  @Test func gradientsAddUpUntilTheyAreCleared() throws {
    let fixture = try GradientFixture.load()
    let clip = try fixture.clip(.gelu, training: Self.everything, on: workers)
    let loss = try ComparisonLoss(fixture, of: clip, on: workers)
    _ = loss.addGradients()
    let once = clip.parameters.compactMap { $0.parameter.gradient?.tensor.elements }
    _ = loss.addGradients()
    for (once, named) in zip(once, clip.parameters) {
      let twice = try #require(named.parameter.gradient).tensor.elements
      let largest = once.map(abs).max() ?? 0
      for (first, second) in zip(once, twice) { #expect(abs(2 * first - second) <= 1e-5 * largest) }
      named.parameter.clearGradient()
      #expect(named.parameter.squaredGradientNorm(on: workers) == 0)
    }
  }

  /// 50 steps of AdamW with clipping, and the same again.
  @Test(arguments: Activation.allCases)
  func trainingLosesAsPyTorchDoesAndRepeatsBitForBit(_ activation: Activation) throws {
    let fixture = try GradientFixture.load()
    let losses = try trainingLosses(fixture, activation)
    let expected = try #require(fixture.model(activation)).losses
    #expect(losses.count == expected.count)
    for (found, expected) in zip(losses, expected) { #expect(abs(found - expected) <= 1e-3 * expected) }
    let again = try trainingLosses(fixture, activation)
    #expect(again == losses)
  }

  private func trainingLosses(_ fixture: GradientFixture, _ activation: Activation) throws -> [Double] {
    let clip = try fixture.clip(activation, training: Self.everything, on: workers)
    let loss = try ComparisonLoss(fixture, of: clip, on: workers)
    let optimizer = AdamW(firstDecay: 0.9, secondDecay: 0.98, epsilon: 1e-6)
    let parameters = clip.parameters.map(\.parameter)
    let moments = parameters.map(AdamW.Moments.init)
    return (1...50).map { step in
      let value = loss.addGradients()
      let norm = parameters.reduce(0) { $0 + $1.squaredGradientNorm(on: workers) }.squareRoot()
      for (parameter, moments) in zip(parameters, moments) {
        optimizer.update(
          parameter, moments, step: step, learningRate: 1e-4,
          weightDecay: parameter.shape.count >= 2 ? 0.2 : 0, gradientFactor: min(1, 1 / (norm + 1e-6)),
          on: workers)
      }
      return value
    }
  }

  private func isTrained(_ name: String, _ parts: TrainedParts) -> Bool {
    guard name != "logit_scale" else { return parts.logitScale }
    let isImage = name.hasPrefix("visual.")
    let depth = isImage ? parts.image : parts.text
    let layers = isImage ? 3 : 2
    switch depth {
    case .nothing: return false
    case .everything: return true
    case .projection: return name == "visual.proj" || name == "text_projection"
    case .blocks(let count):
      if let block = name.split(separator: "resblocks.").dropFirst().first?.split(separator: ".").first {
        return (Int(block) ?? 0) >= layers - count
      }
      return ["visual.proj", "text_projection"].contains(name) || name.contains("ln_post")
        || name.contains("ln_final")
    }
  }
}
