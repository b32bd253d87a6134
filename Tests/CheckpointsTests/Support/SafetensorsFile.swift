@testable import Checkpoints

/// A safetensors file of any header.
enum SafetensorsFile {
  /// - Parameter length: what the file says the length of the header is.
  static func bytes(_ header: String, data: [UInt8] = [], length: UInt64? = nil) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(length ?? UInt64(header.utf8.count), width: 8)
    return bytes + Array(header.utf8) + data
  }

  static func opened(_ header: String, data: [UInt8] = [], length: UInt64? = nil) throws -> Checkpoint {
    try Checkpoint(MappedFile(copying: bytes(header, data: data, length: length), as: "x.safetensors"))
  }
}
