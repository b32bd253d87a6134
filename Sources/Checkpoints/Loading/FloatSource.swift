/// A type of elements that become 32-bit floats.
protocol FloatSource: BitwiseCopyable {
  var widened: Float { get }
}

extension Float: FloatSource {
  var widened: Float { self }
}

extension Double: FloatSource {
  /// The nearest; infinity where a float cannot hold it.
  var widened: Float { Float(self) }
}

/// IEEE 754 binary16, by its bits: sign, five of exponent, ten of fraction.
///
/// Not `Float16`: without F16C its conversion is a call for each element, and this is a few vector instructions.
struct HalfBits: FloatSource {
  var bits: UInt16

  var widened: Float {
    let magnitude = UInt32(bits & 0x7fff) << 13
    let exponent = magnitude & 0x0f80_0000
    // The exponent's bias grows from 15 to 127; all ones stay all ones.
    let normal = magnitude &+ (exponent == 0x0f80_0000 ? 224 << 23 : 112 << 23)
    // Without an exponent the fraction counts 2⁻²⁴: put under the leading one of 2⁻¹⁴, which is then taken away.
    let tiny = Float(bitPattern: magnitude | 113 << 23) - Float(bitPattern: 113 << 23)
    let sign = UInt32(bits & 0x8000) << 16
    return Float(bitPattern: (exponent == 0 ? tiny.bitPattern : normal) | sign)
  }
}

/// The upper half of a 32-bit float.
struct BrainBits: FloatSource {
  var bits: UInt16

  var widened: Float { Float(bitPattern: UInt32(bits) << 16) }
}
