/// The header of a safetensors file: eight bytes with its length, JSON that says type, shape and place of each
/// tensor, then the tensors. The rules are those of the format's own reader: no hole, no overlap, nothing after
/// the last tensor.
enum SafetensorsHeader {
  /// What the format allows.
  static let lengthLimit = 100_000_000

  /// Whether a file begins like one: the length fits and JSON follows.
  static func isLikely(_ file: MappedFile) -> Bool {
    file.count > 8 && file[8] == UInt8(ascii: "{")
  }

  /// Reads the header only.
  static func contents(of file: MappedFile) throws(CheckpointFault) -> FileContents {
    var cursor = ByteCursor(file, 0..<file.count, part: "safetensors header")
    let length = try cursor.unsigned(8)
    guard length <= lengthLimit, length <= file.count - 8 else {
      throw cursor.damaged("it claims \(length) bytes, the file has \(file.count)", at: 0)
    }
    let end = 8 + Int(length)
    var json = JSONCursor(ByteCursor(file, 8..<end, part: "safetensors header"))
    var contents = FileContents()
    try json.object { name, json throws(CheckpointFault) in
      if name == "__metadata__" {
        try json.object { key, json throws(CheckpointFault) in contents.metadata[key] = try json.string() }
      } else {
        contents.tensors[name] = try tensor(name, &json, in: file, from: end)
      }
    }
    try json.finish()
    try checkCoverage(of: contents.tensors, in: file, from: end)
    return contents
  }

  private static func tensor(
    _ name: String, _ json: inout JSONCursor, in file: MappedFile, from dataStart: Int
  ) throws(CheckpointFault) -> StoredTensor {
    let start = json.position
    var type: ElementType?
    var shape: [Int]?
    var offsets: [Int] = []
    try json.object { key, json throws(CheckpointFault) in
      switch key {
      case "dtype":
        let name = try json.string()
        type = ElementType(safetensors: name)
        guard type != nil else { throw json.damaged("the element type \(name) is unknown") }
      case "shape": shape = try counts(&json, limit: TensorShape.dimensionLimit)
      case "data_offsets": offsets = try counts(&json, limit: 2)
      default: try json.skip()
      }
    }
    guard let type, let shape, offsets.count == 2 else {
      throw json.damaged("tensor \(name) lacks its dtype, shape or data_offsets", at: start)
    }
    func fault(_ reason: String) -> CheckpointFault {
      .damagedTensor(file: file.path, name: name, reason: reason)
    }
    guard let count = TensorShape.count(shape) else { throw fault("no file can hold the shape \(shape)") }
    let (bits, overflows) = count.multipliedReportingOverflow(by: type.bitCount)
    guard offsets[0] <= offsets[1], offsets[1] <= file.count - dataStart else {
      throw fault(
        "its bytes \(offsets[0]) to \(offsets[1]) lie outside the \(file.count - dataStart) bytes of data")
    }
    guard !overflows, bits % 8 == 0, bits / 8 == offsets[1] - offsets[0] else {
      throw fault("\(offsets[1] - offsets[0]) bytes do not make the shape \(shape) of \(type)")
    }
    return StoredTensor(
      entry: TensorEntry(elementType: type, shape: shape), file: file, offset: dataStart + offsets[0],
      byteCount: bits / 8, count: count, strides: nil)
  }

  private static func counts(_ json: inout JSONCursor, limit: Int) throws(CheckpointFault) -> [Int] {
    var numbers: [Int] = []
    try json.array { json throws(CheckpointFault) in
      numbers.append(try json.count())
      guard numbers.count <= limit else { throw json.damaged("more than \(limit) numbers stand there") }
    }
    return numbers
  }

  private static func checkCoverage(
    of tensors: [String: StoredTensor], in file: MappedFile, from dataStart: Int
  ) throws(CheckpointFault) {
    // Tensors without elements come before those that begin at the same place.
    let ordered = tensors.sorted {
      ($0.value.offset, $0.value.byteCount, $0.key) < ($1.value.offset, $1.value.byteCount, $1.key)
    }
    var end = dataStart
    for (name, tensor) in ordered {
      guard tensor.offset == end else {
        let reason = tensor.offset < end ? "it overlaps the tensor before it" : "a hole lies before it"
        throw .damagedTensor(file: file.path, name: name, reason: reason)
      }
      end += tensor.byteCount
    }
    guard end == file.count else {
      throw .damaged(
        file: file.path, part: "safetensors data", offset: end,
        reason: "\(file.count - end) bytes follow the last tensor")
    }
  }
}
