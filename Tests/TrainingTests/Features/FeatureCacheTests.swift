import CLIP
import FoundationEssentials
import Preferences
import Tensors
import TestSupport
import Testing

@testable import Training

@Suite struct FeatureCacheTests {
  private let folder: TemporaryFolder
  private let tiny: TinyTraining
  private let model: TrainableCLIP

  init() throws {
    folder = try TemporaryFolder()
    tiny = try TinyTraining(
      choices: 20, parts: TrainedParts(image: .blocks(1), text: .projection, logitScale: true))
    model = try tiny.clip()
  }

  private func cache(
    _ pictures: [Tensor], from origin: String = "base"
  ) throws -> FeatureCache<ImageStem> {
    try FeatureCache(
      in: folder.path, called: "image", from: [origin], of: MemorySources(pictures), for: model.image,
      on: tiny.workers)
  }

  private func activations(_ inputs: [TowerInput<Tensor>]) -> [[Float]] {
    inputs.map { if case .activations(let tensor) = $0 { tensor.elements } else { [] } }
  }

  @Test func featuresAreKeptAndAreThoseThatWouldBeComputed() throws {
    let expected = tiny.pictures.flatMap {
      activations(model.image.frozenPart(of: [$0], on: tiny.workers))
    }
    var paths: Set<String> = []
    for (picturesThere, missing) in [(25, 25), (40, 15), (40, 0)] {
      let cache = try cache(Array(tiny.pictures.prefix(picturesThere)))
      #expect(cache.missingCount == missing)
      paths.insert(cache.path)
      var counts: [Int] = []
      let features = try cache.fill(isCancelled: { false }, progress: { counts.append($0) }).features
      #expect(counts.last ?? 0 == missing)
      let numbers = Array((0..<picturesThere).reversed())
      let areEqual = activations(try features.inputs(of: numbers)) == numbers.map { expected[$0] }
      #expect(areEqual)
    }
    #expect(paths.count == 1)
    #expect(try cache(tiny.pictures, from: "other").missingCount == 40)
  }

  @Test func sizeIsToldBeforehand() throws {
    let cache = try cache(tiny.pictures)
    _ = try cache.fill(isCancelled: { false }, progress: { _ in })
    let size = try FileManager.default.attributesOfItem(atPath: cache.path)[.size] as? UInt64
    #expect(size == UInt64(cache.missingBytes + 64))
  }

  @Test func whatWasCutOffGoesOn() throws {
    var looks = 0
    #expect(throws: TrainingFault.cancelled) {
      try cache(tiny.pictures).fill(
        isCancelled: {
          looks += 1
          return looks > 1
        }, progress: { _ in })
    }
    #expect(try cache(tiny.pictures).missingCount == 24)
  }

  @Test func aFileThatEndsInMidRecordIsBegunAnew() throws {
    let path = try cache(tiny.pictures).path
    _ = try cache(tiny.pictures).fill(isCancelled: { false }, progress: { _ in })
    let bytes = try Data(contentsOf: URL(filePath: path))
    for damaged in [bytes.prefix(bytes.count - 1), bytes.prefix(70), Data("something else".utf8), Data()] {
      try damaged.write(to: URL(filePath: path))
      #expect(try cache(tiny.pictures).missingCount == 40)
    }
    // Behind the end that the header gives may lie what a crash has left.
    try (bytes + Data(repeating: 7, count: 1000)).write(to: URL(filePath: path))
    #expect(try cache(tiny.pictures).missingCount == 0)
  }

  @Test func trainingsReadAFileTogetherAndAddToItAlone() throws {
    let few = Array(tiny.pictures.prefix(20))
    func said(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch {
        return "\(error)"
      }
    }
    let first = try cache(few)
    #expect(said { _ = try cache(few) }.contains("another training works with it"))
    let features = try first.fill(isCancelled: { false }, progress: { _ in }).features
    let second = try cache(few).fill(isCancelled: { false }, progress: { _ in }).features
    #expect(try activations(second.inputs(of: [3])) == activations(features.inputs(of: [3])))
    #expect(
      said { _ = try cache(tiny.pictures).fill(isCancelled: { false }, progress: { _ in }) }
        .contains("another training works with it"))
  }

  @Test func trainingOnKeptFeaturesGivesTheSameBits() throws {
    let plain = try tiny.trainer()
    let images = try cache(tiny.pictures).fill(isCancelled: { false }, progress: { _ in }).features
    let prompts = try FeatureCache(
      in: folder.path, called: "text", from: ["base"], of: MemorySources(tiny.ids), for: model.text,
      on: tiny.workers
    ).fill(isCancelled: { false }, progress: { _ in }).features
    let counts = tiny.ids.map(\.count)
    let cached = try Trainer(
      model, data: tiny.data, plan: tiny.plan, images: images, prompts: prompts, tokens: { counts[$0] },
      on: tiny.workers)
    for _ in 0..<2 {
      try plain.step()
      try cached.step()
    }
    let areEqual = plain.bits == cached.bits
    #expect(areEqual)
  }
}
