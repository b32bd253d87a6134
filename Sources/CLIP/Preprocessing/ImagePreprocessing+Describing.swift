/// A transform in the words of other programs' files, as near as they come.
extension ImagePreprocessing {
  /// The `preprocess_cfg` of open_clip, on lines indented by four.
  var openCLIPDescription: String {
    let mode =
      switch resizing {
      case .longerSide: "longest"
      case .exactly: "squash"
      case .shorterSide, .none: "shortest"
      }
    return """
          "mean": \(Self.list(mean)),
          "std": \(Self.list(deviation)),
          "interpolation": "\(filter == .bilinear ? "bilinear" : "bicubic")",
          "resize_mode": "\(mode)",
          "fill_color": \(fill)
      """
  }

  /// The `preprocessor_config.json` of transformers' CLIPImageProcessor; `nil` where that has nothing like it.
  package var imageProcessorDescription: String? {
    let size: String
    switch resizing {
    case .longerSide: return nil
    case .shorterSide(let side): size = #"{"shortest_edge":\#(side)}"#
    case .exactly(let width, let height): size = #"{"height":\#(height),"width":\#(width)}"#
    case .none: size = #"{"shortest_edge":\#(side)}"#
    }
    let factor: Double? =
      switch scaling {
      case .by255: 1 / 255
      case .times(let factor): factor
      case .none: nil
      }
    return """
      {"image_processor_type":"CLIPImageProcessor","do_convert_rgb":true,"do_resize":\(resizing != .none),
       "size":\(size),"resample":\(filter.pillowNumber),"do_center_crop":true,
       "crop_size":{"height":\(side),"width":\(side)},"do_rescale":\(factor != nil),
       "rescale_factor":\(factor ?? 1),"do_normalize":true,
       "image_mean":\(Self.list(mean)),
       "image_std":\(Self.list(deviation))}

      """
  }

  private static func list(_ numbers: SIMD3<Float>) -> String {
    "[\(numbers.x), \(numbers.y), \(numbers.z)]"
  }
}

extension ResamplingFilter {
  /// In the order of Pillow's numbers.
  static let pillowNumbers: [ResamplingFilter] = [.nearest, .lanczos, .bilinear, .bicubic, .box, .hamming]

  fileprivate var pillowNumber: Int { Self.pillowNumbers.firstIndex(of: self) ?? 3 }
}
