import Preferences
import Tensors

/// From the pixels of an image file to what an image tower sees: a square of normalised red, green and blue. A value of
/// stages, since models differ in each of them and scores under one say nothing of scores under another.
package struct ImagePreprocessing: Hashable, Sendable, Codable {
  /// When an image becomes red, green and blue.
  package enum Colors: String, Hashable, Sendable, Codable {
    /// After it was resized and cut, as torchvision's transforms of Pillow images do: palettes are resized to the
    /// nearest pixel, colours of RGBA and LA with alpha multiplied in, and alpha is dropped then.
    case last
    /// Before, alpha dropped.
    case first
    /// Before, laid over white where there is alpha.
    case onWhiteFirst
  }

  package enum Resizing: Hashable, Sendable, Codable {
    case none
    /// Until this side has so many pixels, the other in proportion.
    case shorterSide(Int)
    case longerSide(Int)
    /// Whatever the proportions.
    case exactly(width: Int, height: Int)
  }

  /// Where the middle is when it has no middle pixel.
  package enum Alignment: String, Hashable, Sendable, Codable {
    /// torchvision's: half of what is too much, rounded half to even; of what is too little, down.
    case nearest
    /// NumPy's in transformers: always down.
    case down
  }

  package enum Arithmetic: String, Hashable, Sendable, Codable {
    /// Pillow's on bytes, rounded after each of both passes.
    case bytes
    /// torch's on floats, which overshoot.
    case floats
  }

  package enum Scaling: Hashable, Sendable, Codable {
    /// Divided by 255, in 32 bits.
    case by255
    /// Multiplied, in 64 bits.
    case times(Double)
    case none
  }

  package let colors: Colors
  package let arithmetic: Arithmetic
  package let resizing: Resizing
  package let filter: ResamplingFilter
  package let alignment: Alignment
  /// What lies where the image does not reach, in every channel that the image has at that stage.
  package let fill: UInt8
  /// Pixels of each side, at least 1.
  package let side: Int
  package let scaling: Scaling
  /// Of red, green and blue after scaling, subtracted from them.
  package let mean: SIMD3<Float>
  /// What they are divided by then.
  package let deviation: SIMD3<Float>

  package static let openAIMean = SIMD3<Float>(0.48145466, 0.4578275, 0.40821073)
  package static let openAIDeviation = SIMD3<Float>(0.26862954, 0.26130258, 0.27577711)

  /// The planes of red, green and blue, of the shape (3, side, side). Any number of threads may call it at once.
  ///
  /// Costs about 2 ms for 512×512 pixels and 4 ms for 1024×1024, and never more than in proportion to the pixels.
  package func planes(of pixels: StoredPixels) -> Tensor {
    switch arithmetic {
    case .bytes: normalized(bytes: PillowSquare.rgb(of: pixels, by: self))
    case .floats: TensorSquare(of: pixels, side: side).normalized(mean: mean, deviation: deviation)
    }
  }

  private func normalized(bytes: [UInt8]) -> Tensor {
    let tables = (0..<3).map { channel in
      (0...255).map { (scaling.scaled(UInt8($0)) - mean[channel]) / deviation[channel] }
    }
    let area = side * side
    return Tensor(uninitialized: [3, side, side]) { planes in
      for (channel, table) in tables.enumerated() {
        for place in 0..<area { planes[channel * area + place] = table[Int(bytes[3 * place + channel])] }
      }
    }
  }
}

extension ImagePreprocessing.Scaling {
  fileprivate func scaled(_ byte: UInt8) -> Float {
    switch self {
    case .by255: Float(byte) / 255
    case .times(let factor): Float(Double(byte) * factor)
    case .none: Float(byte)
    }
  }
}

extension ImagePreprocessing {
  /// OpenAI CLIP's, HPS v1's and open_clip's: Pillow's resampling on bytes, red, green and blue last. Equal to Pillow to
  /// the bit.
  package static func pillow(
    side: Int, resizing: Resizing? = nil, filter: ResamplingFilter = .bicubic, fill: UInt8 = 0,
    mean: SIMD3<Float> = Self.openAIMean, deviation: SIMD3<Float> = Self.openAIDeviation
  ) -> ImagePreprocessing {
    ImagePreprocessing(
      colors: .last, arithmetic: .bytes, resizing: resizing ?? .shorterSide(side), filter: filter,
      alignment: .nearest, fill: fill, side: side, scaling: .by255, mean: mean, deviation: deviation)
  }

  /// HPS v2's and v2.1's: red, green and blue first, torch's antialiased bicubic on floats until the longer side fits,
  /// the rest black on both sides. Within 2e-5 of torch before normalisation, whose weights have 32 bits. The package of
  /// HPS v2 leaves antialiasing to torchvision's default, which is on since its version 0.17.
  package static func tensor(
    side: Int, mean: SIMD3<Float> = Self.openAIMean, deviation: SIMD3<Float> = Self.openAIDeviation
  ) -> ImagePreprocessing {
    ImagePreprocessing(
      colors: .first, arithmetic: .floats, resizing: .longerSide(side), filter: .bicubic, alignment: .down,
      fill: 0, side: side, scaling: .by255, mean: mean, deviation: deviation)
  }

  /// transformers' CLIPImageProcessor by Pillow (`backend="pil"`), to the bit: what PickScore and its like were made
  /// and published with, and the same on every processor. The one by torchvision that transformers 5 takes unless it is
  /// told otherwise differs from it by up to 2 of 255 levels in 0.2 % of the samples, and by up to 11 in tall images, of
  /// which Pillow resamples rows first.
  package static func transformers(
    side: Int, resizing: Resizing? = nil, filter: ResamplingFilter = .bicubic,
    scaling: Scaling = Self.transformersScaling, mean: SIMD3<Float> = Self.openAIMean,
    deviation: SIMD3<Float> = Self.openAIDeviation
  ) -> ImagePreprocessing {
    ImagePreprocessing(
      colors: .onWhiteFirst, arithmetic: .bytes, resizing: resizing ?? .shorterSide(side), filter: filter,
      alignment: .down, fill: 0, side: side, scaling: scaling, mean: mean, deviation: deviation)
  }

  package static let transformersScaling = Scaling.times(1 / 255)
}
