import Tensors

/// Writes tensors as a safetensors file that Hugging Face's library reads.
package enum SafetensorsWriter {
  /// A tensor on its way into a file.
  package struct Item {
    package let name: String
    package let shape: [Int]
    package let type: SavedType
    /// Called when the tensor is written, so that not all of them need to be in memory.
    package let tensor: () -> Tensor

    /// - Parameter tensor: gives as many elements as the shape says.
    package init(
      _ name: String, shape: [Int], as type: SavedType = .float32, _ tensor: @escaping () -> Tensor
    ) {
      self.name = name
      self.shape = shape
      self.type = type
      self.tensor = tensor
    }

    package init(_ name: String, _ tensor: Tensor, as type: SavedType = .float32) {
      self.init(name, shape: tensor.shape, as: type) { tensor }
    }

    var byteCount: Int { shape.reduce(1, *) * type.byteCount }
  }

  /// Writes a file, or leaves the one that was there. Tensors are written one after the other; the file holds them in
  /// the order of their type and name, at addresses that suit them, so that equal tensors make equal bytes.
  /// - Parameter metadata: texts by name, which `Checkpoint.metadata` gives back.
  /// - Throws: also where a number does not fit the type it is to be saved as.
  package static func write(
    _ items: [Item], metadata: [String: String], to path: String
  ) throws(SaveFault) {
    let ordered = items.sorted { ($1.type.byteCount, $0.name) < ($0.type.byteCount, $1.name) }
    let file = try WeightsFile(path)
    try file.write(header(of: ordered, metadata))
    for item in ordered { try write(item, to: file) }
    try file.commit()
  }

  /// Elements that are converted at a time.
  private static let blockCount = 1 << 16

  private static func write(_ item: Item, to file: WeightsFile) throws(SaveFault) {
    try item.tensor().withUnsafeFloats { floats throws(SaveFault) in
      precondition(floats.count * item.type.byteCount == item.byteCount, "\(item.name) is not of its shape")
      if let place = floats.firstIndex(where: { !item.type.holds($0) }) {
        throw SaveFault(
          path: file.path,
          reason: "\(item.type.rawValue) has no number for element \(place) of tensor \(item.name)")
      }
      guard item.type != .float32 else { return try file.write(UnsafeRawBufferPointer(floats)) }
      for start in stride(from: 0, to: floats.count, by: blockCount) {
        let block = floats[start..<min(start + blockCount, floats.count)]
        let bits = block.map {
          item.type == .float16 ? HalfBits(rounding: $0).bits : BrainBits(rounding: $0).bits
        }
        try file.write(bits)
      }
    }
  }

  /// Eight bytes of length, then JSON, filled up with spaces to a multiple of eight.
  private static func header(of items: [Item], _ metadata: [String: String]) -> [UInt8] {
    var members = [
      "\"__metadata__\":{"
        + metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
        .joined(separator: ",") + "}"
    ]
    var offset = 0
    for item in items {
      let end = offset + item.byteCount
      members.append(
        "\(quoted(item.name)):{\"dtype\":\"\(item.type.rawValue.uppercased())\",\"shape\":\(item.shape),\"data_offsets\":[\(offset),\(end)]}"
      )
      offset = end
    }
    var json = Array("{\(members.joined(separator: ","))}".utf8)
    json += Array(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
    return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Array($0) } + json
  }

  private static func quoted(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": json += "\\\(scalar)"
      case "\u{0}"..<" ", "\u{7f}":
        let digits = String(scalar.value, radix: 16)
        json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
