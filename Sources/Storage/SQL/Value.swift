import FoundationEssentials
import Preferences

/// What can be bound to a statement.
enum Value {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case uuid(UUID)
  case image(ImageID)
  case blob([UInt8])

  static func integer(_ value: Int) -> Value { .integer(Int64(value)) }
  static func flag(_ value: Bool) -> Value { .integer(value ? 1 : Int64(0)) }
  static func id<Tag>(_ value: Identifier<Tag>) -> Value { .uuid(value.uuid) }
  static func optional(_ value: Int?) -> Value { value.map { .integer(Int64($0)) } ?? .null }
  static func optional(_ value: Double?) -> Value { value.map(Value.real) ?? .null }
  static func optional(_ value: String?) -> Value { value.map(Value.text) ?? .null }
  static func optional(_ value: [UInt8]?) -> Value { value.map(Value.blob) ?? .null }

  /// Little-endian float32, one component after the other.
  static func embedding(_ value: Embedding) -> Value {
    value.components.map { $0.bitPattern.littleEndian }.withUnsafeBytes { .blob(Array($0)) }
  }
}
