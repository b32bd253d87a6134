import Preferences
import Tensors

/// From the pixels of an image file to what an image tower sees: a square of normalised red, green and blue.
package struct ImagePreprocessing: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// OpenAI CLIP's and HPS v1's: Pillow's antialiased bicubic on bytes until the shorter side fits, the middle of
    /// it, only then red, green and blue. Equal to Pillow to the bit.
    case pillow
    /// HPS v2's and v2.1's: red, green and blue first, torch's antialiased bicubic on floats until the longer side
    /// fits, the rest black on both sides. Within 2e-5 of torch before normalisation, whose weights have 32 bits. The
    /// package of HPS v2 leaves antialiasing to torchvision's default, which is on since its version 0.17.
    case tensor
  }

  package let kind: Kind
  /// Pixels of each side, at least 1.
  package let side: Int
  /// Of red, green and blue between 0 and 1, subtracted from them.
  package let mean: SIMD3<Float>
  /// What they are divided by then.
  package let deviation: SIMD3<Float>

  /// The defaults are OpenAI's, which all HPS models kept.
  package init(
    _ kind: Kind, side: Int = 224, mean: SIMD3<Float> = Self.openAIMean,
    deviation: SIMD3<Float> = Self.openAIDeviation
  ) {
    precondition(side > 0, "an image of \(side) pixels")
    self.kind = kind
    self.side = side
    self.mean = mean
    self.deviation = deviation
  }

  package static let openAIMean = SIMD3<Float>(0.48145466, 0.4578275, 0.40821073)
  package static let openAIDeviation = SIMD3<Float>(0.26862954, 0.26130258, 0.27577711)

  /// Says all that changes what the model sees; part of a scorer's identity.
  package var name: String {
    let steps =
      switch kind {
      case .pillow: "pillow-bicubic-crop-\(side)"
      case .tensor: "tensor-bicubic-pad-\(side)"
      }
    guard mean != Self.openAIMean || deviation != Self.openAIDeviation else { return steps }
    let numbers = [mean, deviation].flatMap { [$0.x, $0.y, $0.z] }
    return steps + numbers.map { "-\($0)" }.joined()
  }

  /// The planes of red, green and blue, of the shape (3, side, side). Any number of threads may call it at once.
  ///
  /// Costs about 2 ms for 512×512 pixels and 4 ms for 1024×1024, and never more than in proportion to the pixels.
  package func planes(of pixels: StoredPixels) -> Tensor {
    switch kind {
    case .pillow: normalized(bytes: PillowSquare.rgb(of: pixels, side: side))
    case .tensor: TensorSquare(of: pixels, side: side).normalized(mean: mean, deviation: deviation)
    }
  }

  /// As torchvision computes in 32 bits: value / 255, minus the mean, over the deviation.
  private func normalized(bytes: [UInt8]) -> Tensor {
    let tables = (0..<3).map { channel in
      (0...255).map { (Float($0) / 255 - mean[channel]) / deviation[channel] }
    }
    let area = side * side
    return Tensor(uninitialized: [3, side, side]) { planes in
      for (channel, table) in tables.enumerated() {
        for place in 0..<area { planes[channel * area + place] = table[Int(bytes[3 * place + channel])] }
      }
    }
  }
}
