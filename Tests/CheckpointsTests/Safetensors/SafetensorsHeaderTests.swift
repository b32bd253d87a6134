import Testing

@testable import Checkpoints

@Suite("Safetensors headers")
struct SafetensorsHeaderTests {
  static let header =
    #"{"__metadata__":{"format":"pt"},"b":{"dtype":"F16","shape":[2],"data_offsets":[16,20]},"#
    + #""a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"s":{"dtype":"I64","shape":[],"data_offsets":[20,28]}}"#
  static let data =
    [UInt8](floats: [1, -2, 3.5, 0]) + [0x00, 0x3c, 0x00, 0xc0] + [9, 0, 0, 0, 0, 0, 0, 0]

  @Test("Names, types, shapes and values come out as they went in, also with a padded header")
  func reading() throws {
    for header in [Self.header, Self.header + "   "] {
      let checkpoint = try SafetensorsFile.opened(header, data: Self.data)
      #expect(checkpoint.names == ["a", "b", "s"])
      #expect(checkpoint.entry("a") == TensorEntry(elementType: .float32, shape: [2, 2]))
      #expect(checkpoint.entry("s") == TensorEntry(elementType: .int64, shape: []))
      #expect(checkpoint.entry("x") == nil)
      #expect(try checkpoint.tensor("a").elements == [1, -2, 3.5, 0])
      #expect(try checkpoint.tensor("b").elements == [1, -2])
      #expect("\(checkpoint)" == "safetensors")
    }
  }

  @Test("Wherever a file is cut, it is refused")
  func truncated() {
    let bytes = SafetensorsFile.bytes(Self.header, data: Self.data)
    for count in 0..<bytes.count {
      #expect(throws: CheckpointFault.self, "\(count) bytes") {
        try Checkpoint(MappedFile(copying: Array(bytes[..<count]), as: "x"))
      }
    }
  }

  @Test(
    "A header that claims 2⁶³ bytes, or a gigabyte, is refused before it is read",
    arguments: [
      1 << 63, .max, 1 << 30, 100_000_001,
    ] as [UInt64])
  func hugeHeader(length: UInt64) {
    #expect(
      throws: CheckpointFault.damaged(
        file: "x.safetensors", part: "safetensors header", offset: 0,
        reason: "it claims \(length) bytes, the file has 10")
    ) { try SafetensorsFile.opened("{}", length: length) }
  }

  /// The least header that holds one tensor.
  private func one(_ dtype: String, _ shape: String, _ start: String, _ end: String) -> String {
    #"{"w":{"dtype":"\#(dtype)","shape":\#(shape),"data_offsets":[\#(start),\#(end)]}}"#
  }

  @Test(
    "Shapes, offsets and lengths that contradict each other are refused with the tensor's name",
    arguments: [
      ("F32", "[2]", "0", "4", "4 bytes do not make the shape [2] of f32"),
      ("F32", "[3]", "0", "8", "8 bytes do not make the shape [3] of f32"),
      ("F32", "[2]", "0", "12", "its bytes 0 to 12 lie outside the 8 bytes of data"),
      ("F32", "[2]", "8", "0", "its bytes 8 to 0 lie outside the 8 bytes of data"),
      ("F32", "[2]", "9223372036854775800", "9223372036854775807", "lie outside"),
      ("F32", "[4611686018427387904]", "0", "8", "do not make the shape"),
      ("F32", "[4294967296,4294967296]", "0", "8", "no file can hold the shape"),
      ("F32", "[9223372036854775807,2]", "0", "8", "no file can hold the shape"),
      ("F4", "[3]", "0", "1", "1 bytes do not make the shape [3] of f4"),
      ("F32", "[1]", "4", "8", "a hole lies before it"),
    ])
  func contradictions(dtype: String, shape: String, start: String, end: String, reason: String) throws {
    let line = CheckpointFault.line {
      _ = try SafetensorsFile.opened(one(dtype, shape, start, end), data: [UInt8](repeating: 0, count: 8))
    }
    #expect(try #require(line).contains("tensor w: "))
    #expect(try #require(line).contains(reason))
  }

  @Test(
    "What is no header of the format is refused where it breaks",
    arguments: [
      ("{\"w\":1}", "“{” is missing"),
      ("{\"w\":{}}", "tensor w lacks its dtype, shape or data_offsets"),
      ("{\"w\":{\"dtype\":\"F33\"}}", "the element type F33 is unknown"),
      ("{\"w\":{\"dtype\":\"f32\"}}", "the element type f32 is unknown"),
      ("{\"w\":{\"shape\":[-1]}}", "-1 is no count"),
      ("{\"w\":{\"shape\":[1.5]}}", "1.5 is no count"),
      ("{\"w\":{\"shape\":[9223372036854775808]}}", "9223372036854775808 is no count"),
      ("{\"w\":{\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}}", "more than 16 numbers"),
      ("{\"w\":{\"data_offsets\":[1,2,3]}}", "more than 2 numbers"),
      ("{\"__metadata__\":{\"a\":1}}", "“\"” is missing"),
      ("{\"w\":{\"dtype\":\"F32\",\"dtype\":\"F16\"}}", "the key dtype stands there twice"),
      ("{\"__metadata__\":{},\"__metadata__\":{}}", "the key __metadata__ stands there twice"),
      ("{}x", "something follows the end of the JSON"),
      ("{", "it ends too early"),
    ])
  func malformed(header: String, reason: String) throws {
    let line = CheckpointFault.line { _ = try SafetensorsFile.opened(header) }
    #expect(try #require(line).contains(reason))
  }

  @Test("Two tensors of one name are refused")
  func duplicate() throws {
    let tensor = #""w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#
    let line = CheckpointFault.line {
      _ = try SafetensorsFile.opened("{\(tensor),\(tensor)}", data: [0, 0, 0, 0])
    }
    #expect(try #require(line).contains("the key w stands there twice"))
  }

  @Test("Overlapping tensors are refused, tensors without elements may share a place")
  func overlap() throws {
    func pair(_ second: String) -> String {
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":\#(second)}"#
    }
    let data = [UInt8](repeating: 0, count: 12)
    #expect(
      throws: CheckpointFault.damagedTensor(
        file: "x.safetensors", name: "b", reason: "it overlaps the tensor before it")
    ) { try SafetensorsFile.opened(pair(#"{"dtype":"F32","shape":[2],"data_offsets":[4,12]}"#), data: data) }
    let empty = try SafetensorsFile.opened(
      pair(#"{"dtype":"F32","shape":[0,7],"data_offsets":[8,8]}"#), data: Array(data[..<8]))
    #expect(try empty.tensor("b").shape == [0, 7])
    #expect(try empty.tensor("b").elements == [])
  }

  @Test("Bytes after the last tensor are refused")
  func trailing() {
    #expect(
      throws: CheckpointFault.damaged(
        file: "x.safetensors", part: "safetensors data", offset: 10, reason: "1 bytes follow the last tensor")
    ) { try SafetensorsFile.opened("{}", data: [0]) }
  }

  @Test("No change of one byte in the header makes reading crash, and few go unnoticed")
  func changed() {
    let bytes = SafetensorsFile.bytes(Self.header, data: Self.data)
    var readable = 0
    for index in 0..<8 + Self.header.utf8.count {
      for bit in 0..<8 {
        var bytes = bytes
        bytes[index] ^= 1 << bit
        if (try? Checkpoint(MappedFile(copying: bytes, as: "x"))) != nil { readable += 1 }
      }
    }
    // Other names and other metadata are as good; no shape, place or type is.
    #expect(readable > 0 && readable < 200)
  }
}
