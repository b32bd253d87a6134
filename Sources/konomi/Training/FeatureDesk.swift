import CLIP
import Imaging
import Logging
import Preferences
import Tensors
import Training

/// Makes what enters the first trained layers, telling how much of it there is and what cannot be used.
struct FeatureDesk {
  let base: TrainingBase
  /// `nil` keeps nothing on disk.
  let folder: String?
  let workers: Workers
  let isCancelled: @Sendable () -> Bool

  struct Made {
    /// Without the choices whose images cannot be used.
    let data: TrainingData
    let images: any Features<Tensor>
    let prompts: any Features<[Int32]>
    let tokens: @Sendable (Int) -> Int
  }

  /// Above this, images that cannot be used go to the log alone.
  private static let namedFaults = 10

  func features(of data: TrainingData, for model: TrainableCLIP, memory: Int) throws -> Made {
    let images = ImageSources(
      data.images, pixels: PixelFileSource(), preprocessing: base.preprocessing,
      tokensPerImage: model.image.longestSequence, keeping: memory / 4)
    let prompts = PromptSources(data.prompts, tokenizer: base.tokenizer, context: model.architecture.context)
    let (imageFeatures, faults) = try made(
      "image", base.preprocessing.name, of: images, for: model.image, unit: "images")
    let (promptFeatures, _) = try made(
      "text", base.tokenizer.name, of: prompts, for: model.text, unit: "prompts")
    tell(faults, of: data)
    return Made(
      data: data.leavingOut(images: Set(faults.keys)), images: imageFeatures, prompts: promptFeatures,
      tokens: { prompts.tokens(of: $0) })
  }

  private func made<Stem: TowerStem>(
    _ name: String, _ sight: String, of sources: any Sources<Stem.Source>, for tower: Tower<Stem>,
    unit: String
  ) throws -> (any Features<Stem.Source>, [Int: ImageFault]) {
    var line = ProgressLine(unit: unit)
    defer { line.clear() }
    guard let folder, tower.frozenShape(ofTokens: 1) != nil else {
      let faults = try faults(of: sources, &line)
      return (ComputedFeatures(of: sources, for: tower, on: workers), faults)
    }
    let cache = try FeatureCache(
      in: folder, called: name,
      from: [base.id.hexadecimal, sight] + base.clip.words, of: sources,
      for: tower, on: workers)
    if cache.missingCount > 0 {
      StandardError.print(
        "frozen \(name) blocks: outputs for \(cache.missingCount) \(unit) take \(Self.size(cache.missingBytes)) in \(cache.path)"
      )
    }
    return try cache.fill(isCancelled: isCancelled) { done in
      line.show(done, fraction: Double(done) / Double(max(1, cache.missingCount)))
    }
  }

  /// Looks at all once, so that what cannot be used is known before the first step.
  private func faults<Source>(
    of sources: any Sources<Source>, _ line: inout ProgressLine
  ) throws -> [Int: ImageFault] {
    var faults: [Int: ImageFault] = [:]
    for start in stride(from: 0, to: sources.count, by: 64) {
      if isCancelled() { throw TrainingFault.cancelled }
      let numbers = Array(start..<min(start + 64, sources.count))
      for (number, source) in zip(numbers, sources.sources(of: numbers, on: workers)) {
        if case .failure(let fault) = source { faults[number] = fault }
      }
      line.show(numbers.endIndex + start, fraction: Double(start) / Double(sources.count))
    }
    return faults
  }

  private func tell(_ faults: [Int: ImageFault], of data: TrainingData) {
    let log = Logger(label: "train")
    for (count, (number, fault)) in faults.sorted(by: { $0.key < $1.key }).enumerated() {
      let path = data.images[number].path
      log.warning("image left out", metadata: ["path": "\(path)", "fault": "\(fault)"])
      if count < Self.namedFaults { StandardError.print("left out: \(path): \(fault)") }
    }
    if faults.count > Self.namedFaults {
      StandardError.print("\(faults.count) images cannot be used; the log file names them all")
    }
  }

  private static func size(_ bytes: Int) -> String {
    let mebibytes = (Double(bytes) / 0x1p20 * 10).rounded(.up) / 10
    return mebibytes < 1024 ? "\(mebibytes) MiB" : "\((mebibytes / 102.4).rounded() / 10) GiB"
  }
}
