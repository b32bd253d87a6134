/// What one element of a stored tensor is. Only the first four become a `Tensor`.
package enum ElementType: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  case float32 = "f32"
  case float16 = "f16"
  case bfloat16 = "bf16"
  case float64 = "f64"
  case int8 = "i8"
  case int16 = "i16"
  case int32 = "i32"
  case int64 = "i64"
  case uint8 = "u8"
  case uint16 = "u16"
  case uint32 = "u32"
  case uint64 = "u64"
  case bool
  case complex64 = "c64"
  case complex128 = "c128"
  case float8e4m3 = "f8_e4m3"
  case float8e5m2 = "f8_e5m2"
  case float8e8m0 = "f8_e8m0"
  case float8e4m3fnuz = "f8_e4m3fnuz"
  case float8e5m2fnuz = "f8_e5m2fnuz"
  case float6e2m3 = "f6_e2m3"
  case float6e3m2 = "f6_e3m2"
  case float4 = "f4"

  package var description: String { rawValue }

  package var bitCount: Int {
    switch self {
    case .float4: 4
    case .float6e2m3, .float6e3m2: 6
    case .int8, .uint8, .bool, .float8e4m3, .float8e5m2, .float8e8m0, .float8e4m3fnuz, .float8e5m2fnuz: 8
    case .float16, .bfloat16, .int16, .uint16: 16
    case .float32, .int32, .uint32: 32
    case .float64, .int64, .uint64, .complex64: 64
    case .complex128: 128
    }
  }

  /// The names that safetensors uses are ours in capitals.
  init?(safetensors name: String) {
    guard name == name.uppercased() else { return nil }
    self.init(rawValue: name.lowercased())
  }

  /// The classes that torch names typed storages by, without `torch.` and `Storage`.
  init?(torchStorage name: String) {
    switch name {
    case "Float": self = .float32
    case "Half": self = .float16
    case "BFloat16": self = .bfloat16
    case "Double": self = .float64
    case "Char": self = .int8
    case "Short": self = .int16
    case "Int": self = .int32
    case "Long": self = .int64
    case "Byte": self = .uint8
    case "Bool": self = .bool
    case "ComplexFloat": self = .complex64
    case "ComplexDouble": self = .complex128
    default: return nil
    }
  }

  /// The types without a storage class of their own, by their names in `torch`.
  init?(torchType name: String) {
    switch name {
    case "uint16": self = .uint16
    case "uint32": self = .uint32
    case "uint64": self = .uint64
    case "float8_e4m3fn": self = .float8e4m3
    case "float8_e5m2": self = .float8e5m2
    case "float8_e4m3fnuz": self = .float8e4m3fnuz
    case "float8_e5m2fnuz": self = .float8e5m2fnuz
    case "float8_e8m0fnu": self = .float8e8m0
    default: return nil
    }
  }
}
