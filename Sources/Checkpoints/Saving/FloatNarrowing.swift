/// From 32-bit floats to the types that weights are saved as.
package enum SavedType: String, Hashable, Sendable, CaseIterable {
  case float32 = "f32"
  case float16 = "f16"
  case bfloat16 = "bf16"

  package var byteCount: Int { self == .float32 ? 4 : 2 }

  /// Whether the type holds the number, rounded; infinity stands for what it does not.
  func holds(_ number: Float) -> Bool {
    switch self {
    case .float32: number.isFinite
    case .float16: HalfBits(rounding: number).bits & 0x7c00 != 0x7c00
    case .bfloat16: BrainBits(rounding: number).bits & 0x7f80 != 0x7f80
    }
  }
}

extension HalfBits {
  /// The nearest, of two that are as near the even one; infinity from 65520 on.
  init(rounding number: Float) {
    let sign = UInt16(truncatingIfNeeded: number.bitPattern >> 16) & 0x8000
    let magnitude = number.bitPattern & 0x7fff_ffff
    let tooLarge: UInt32 = (127 + 16) << 23
    let smallestNormal: UInt32 = (127 - 14) << 23
    switch magnitude {
    case 0x7f80_0001...: bits = sign | 0x7e00
    case tooLarge...: bits = sign | 0x7c00
    case smallestNormal...:
      // Carries of the rounding go into the exponent, which is where they belong.
      let shifted = magnitude &- (127 - 15) << 23
      bits = sign | UInt16((shifted &+ 0x0fff &+ (shifted >> 13 & 1)) >> 13)
    default:
      // Half of 2⁻¹ and on, a sum's last bit counts 2⁻²⁴: adding rounds as floats do.
      let sum = Float(bitPattern: magnitude) + 0.5
      bits = sign | UInt16(sum.bitPattern &- Float(0.5).bitPattern)
    }
  }
}

extension BrainBits {
  /// The nearest, of two that are as near the even one.
  init(rounding number: Float) {
    let pattern = number.bitPattern
    guard !number.isNaN else {
      bits = UInt16(pattern >> 16) | 0x40
      return
    }
    bits = UInt16((UInt64(pattern) + 0x7fff + UInt64(pattern >> 16 & 1)) >> 16 & 0xffff)
  }
}
