/// The `preprocessor_config.json` of transformers' CLIPImageProcessor, or the part of `processor_config.json` that says
/// the same. What it leaves out has the processor's own values.
struct ImageProcessorConfiguration {
  private let file: ConfigurationObject
  /// Of the file.
  let name: String

  /// Reads whichever of both is in a folder, in transformers' order.
  /// - Returns: `nil` where there is neither.
  init?(in folder: ModelFolder) throws(ConfigurationFault) {
    if let whole = try ConfigurationObject(fileAt: folder.path(of: "processor_config.json")),
      let part = try whole.object("image_processor")
    {
      file = part
      name = "processor_config.json"
    } else if let file = try ConfigurationObject(fileAt: folder.path(of: "preprocessor_config.json")) {
      self.file = file
      name = "preprocessor_config.json"
    } else {
      return nil
    }
  }

  init(text: String, of file: String) throws(ConfigurationFault) {
    self.file = try ConfigurationObject(text: text, of: file)
    name = file
  }

  /// - Parameter side: of the images that the model takes.
  func preprocessing(side: Int) throws(ConfigurationFault) -> ImagePreprocessing {
    try checkKind()
    let resizing = try resizing()
    let crops = try file.flag("do_center_crop") ?? true
    if crops {
      guard try cropSize() == PixelPair(side, side) else {
        throw file.refusal(of: "crop_size", because: "the model takes images of \(side)×\(side) pixels")
      }
    } else if resizing != .exactly(width: side, height: side) {
      throw file.refusal(
        of: "do_center_crop",
        because: "with this size images would not all become the \(side)×\(side) pixels that the model takes")
    }
    let (mean, deviation) = try meanAndDeviation()
    return .transformers(
      side: side, resizing: resizing, filter: try filter(), scaling: try scaling(), mean: mean,
      deviation: deviation)
  }

  private func checkKind() throws(ConfigurationFault) {
    let kinds = [
      "CLIPImageProcessor", "CLIPImageProcessorFast", "CLIPImageProcessorPil", "CLIPFeatureExtractor",
    ]
    for key in ["image_processor_type", "feature_extractor_type"] where file.has(key) {
      guard let kind = try file.text(key), kinds.contains(kind) else {
        throw file.refusal(
          of: key,
          because:
            "konomi computes CLIPImageProcessor; --preprocessing pillow or tensor takes another transform")
      }
      // The older key is not asked where there is the newer one.
      break
    }
    try file.requireUsual(
      ["do_convert_rgb": ["true"], "do_pad": ["false"], "use_square_size": ["false"]],
      because: "konomi does not compute it; --preprocessing pillow or tensor takes another transform")
  }

  private func resizing() throws(ConfigurationFault) -> ImagePreprocessing.Resizing {
    guard try file.flag("do_resize") ?? true else { return .none }
    let isSquare = try file.flag("default_to_square") ?? false
    let fault = file.refusal(
      of: "size",
      because:
        "konomi reads a number, shortest_edge alone, or height and width; --preprocessing pillow or tensor takes another transform"
    )
    if !file.has("size") { return .shorterSide(224) }
    if file.isObject("size"), let size = try file.object("size") {
      let keys = Set(size.keys)
      if keys == ["shortest_edge"], let side = try size.count("shortest_edge"), side > 0 {
        return .shorterSide(side)
      }
      if keys == ["height", "width"], let height = try size.count("height"),
        let width = try size.count("width"),
        height > 0, width > 0
      {
        return .exactly(width: width, height: height)
      }
      throw fault
    }
    let numbers = try file.numbers("size")?.compactMap { Int(exactly: $0) } ?? []
    guard numbers.allSatisfy({ $0 > 0 }) else { throw fault }
    switch numbers.count {
    case 1: return isSquare ? .exactly(width: numbers[0], height: numbers[0]) : .shorterSide(numbers[0])
    case 2: return .exactly(width: numbers[1], height: numbers[0])
    default: throw fault
    }
  }

  private func cropSize() throws(ConfigurationFault) -> PixelPair? {
    if !file.has("crop_size") { return PixelPair(224, 224) }
    if file.isObject("crop_size"), let size = try file.object("crop_size") {
      guard let height = try size.count("height"), let width = try size.count("width") else { return nil }
      return PixelPair(width, height)
    }
    let numbers = try file.numbers("crop_size")?.compactMap { Int(exactly: $0) } ?? []
    switch numbers.count {
    case 1: return PixelPair(numbers[0], numbers[0])
    case 2: return PixelPair(numbers[1], numbers[0])
    default: return nil
    }
  }

  private func filter() throws(ConfigurationFault) -> ResamplingFilter {
    guard let number = try file.count("resample") else { return .bicubic }
    let filters = ResamplingFilter.pillowNumbers
    guard filters.indices.contains(number) else {
      throw file.refusal(
        of: "resample", because: "Pillow's filters have the numbers 0 to 5; get the file again")
    }
    return filters[number]
  }

  private func scaling() throws(ConfigurationFault) -> ImagePreprocessing.Scaling {
    guard try file.flag("do_rescale") ?? true else { return .none }
    return try file.number("rescale_factor").map { .times($0) } ?? ImagePreprocessing.transformersScaling
  }

  private func meanAndDeviation() throws(ConfigurationFault) -> (SIMD3<Float>, SIMD3<Float>) {
    guard try file.flag("do_normalize") ?? true else { return (.zero, .one) }
    return try file.meanAndDeviation("image_mean", "image_std")
  }
}

private struct PixelPair: Hashable {
  let width: Int
  let height: Int

  init(_ width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }
}

extension ConfigurationObject {
  /// Of three channels, or one number for all; OpenAI's where they are left out.
  func meanAndDeviation(
    _ mean: String, _ deviation: String
  ) throws(ConfigurationFault) -> (SIMD3<Float>, SIMD3<Float>) {
    func channels(_ key: String, else usual: SIMD3<Float>) throws(ConfigurationFault) -> SIMD3<Float> {
      guard let numbers = try numbers(key)?.map({ Float($0) }) else { return usual }
      switch numbers.count {
      case 1: return SIMD3(repeating: numbers[0])
      case 3: return SIMD3(numbers[0], numbers[1], numbers[2])
      default: throw refusal(of: key, because: "three numbers belong there; get the file again")
      }
    }
    let pair = (
      try channels(mean, else: ImagePreprocessing.openAIMean),
      try channels(deviation, else: ImagePreprocessing.openAIDeviation)
    )
    guard pair.1.min() > 0 else {
      throw refusal(of: deviation, because: "numbers above 0 belong there; get the file again")
    }
    return pair
  }
}
