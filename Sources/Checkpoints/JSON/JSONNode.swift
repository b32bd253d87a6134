/// A value of a JSON file that was read strictly (`JSONCursor`), and where it stands.
package struct JSONNode: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case null
    case flag(Bool)
    /// As the file writes it.
    case number(String)
    case text(String)
    case array([JSONNode])
    case object([String: JSONNode])
  }

  package let value: Value
  /// In bytes from the start of the file.
  package let offset: Int

  private static let byteLimit = 1 << 26

  /// Reads a whole file, or a text that stands for one.
  /// - Parameter part: what the text is called in faults.
  /// - Throws: `damaged` with the place.
  package init(_ file: MappedFile, part: String = "JSON") throws(CheckpointFault) {
    guard file.count <= Self.byteLimit else {
      throw .damaged(
        file: file.path, part: part, offset: 0, reason: "it is larger than \(Self.byteLimit) bytes")
    }
    var json = JSONCursor(ByteCursor(file, 0..<file.count, part: part))
    self = try json.node()
    try json.finish()
  }

  init(_ value: Value, at offset: Int) {
    self.value = value
    self.offset = offset
  }
}

extension JSONCursor {
  /// Reads a value of any kind.
  mutating func node() throws(CheckpointFault) -> JSONNode {
    let first = next()
    let start = position
    switch first {
    case UInt8(ascii: "{"):
      var members: [String: JSONNode] = [:]
      try object { key, json throws(CheckpointFault) in members[key] = try json.node() }
      return JSONNode(.object(members), at: start)
    case UInt8(ascii: "["):
      var elements: [JSONNode] = []
      try array { json throws(CheckpointFault) in elements.append(try json.node()) }
      return JSONNode(.array(elements), at: start)
    case UInt8(ascii: "\""): return JSONNode(.text(try string()), at: start)
    default:
      // Words and numbers; `skip` refuses all else.
      try skip()
      return switch text(from: start) {
      case "true": JSONNode(.flag(true), at: start)
      case "false": JSONNode(.flag(false), at: start)
      case "null": JSONNode(.null, at: start)
      case let number: JSONNode(.number(number), at: start)
      }
    }
  }
}

extension JSONNode: CustomStringConvertible {
  /// As a file might write it, for people.
  package var description: String {
    switch value {
    case .null: "null"
    case .flag(let flag): "\(flag)"
    case .number(let number): number
    case .text(let text): "“\(text)”"
    case .array(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}"
    }
  }
}
