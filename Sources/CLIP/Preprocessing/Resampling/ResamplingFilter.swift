import Glibc

/// The kernels that Pillow resamples with, by its names.
package enum ResamplingFilter: String, Hashable, Sendable, CaseIterable, Codable {
  /// The pixel that the middle falls upon; no kernel.
  case nearest
  case box
  case bilinear
  case hamming
  /// Cubic with a = -0.5 (Keys 1981).
  case bicubic
  case lanczos

  /// How far the kernel reaches to either side.
  var support: Double {
    switch self {
    case .nearest, .box: 0.5
    case .bilinear, .hamming: 1
    case .bicubic: 2
    case .lanczos: 3
    }
  }

  func weight(at position: Double) -> Double {
    let x = abs(position)
    switch self {
    case .nearest, .box: return position > -0.5 && position <= 0.5 ? 1 : 0
    case .bilinear: return max(0, 1 - x)
    case .hamming:
      if x == 0 { return 1 }
      return x >= 1 ? 0 : sin(x * .pi) / (x * .pi) * (0.54 + 0.46 * cos(x * .pi))
    case .bicubic:
      if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0
    case .lanczos: return -3 <= position && position < 3 ? Self.sinc(position) * Self.sinc(position / 3) : 0
    }
  }

  private static func sinc(_ position: Double) -> Double {
    position == 0 ? 1 : sin(position * .pi) / (position * .pi)
  }
}
