import Glibc
import TestSupport
import Testing

@testable import Checkpoints

@Suite("Files and folders of checkpoints")
struct CheckpointFilesTests {
  private static let one = #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
  private static let two = #"{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#

  private func index(_ map: String) -> String { "{\"metadata\":{\"total_size\":8},\"weight_map\":{\(map)}}" }

  @Test("A folder is searched for the names that models are saved under")
  func folders() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CheckpointFault.noCheckpoint(folder: folder.path)) { try Checkpoint.open(folder.path) }
    let torch = try folder.write(TorchFile([.init("t", [1], shape: [1])]).bytes(), to: "pytorch_model.bin")
    #expect(try Checkpoint.open(folder.path).files.map(\.path) == [torch])
    try folder.write(SafetensorsFile.bytes(Self.one, data: [UInt8](floats: [7])), to: "model.safetensors")
    let checkpoint = try Checkpoint.open(folder.path + "/")
    #expect(checkpoint.names == ["w"])
    #expect(try checkpoint.tensor("w").elements == [7])
  }

  @Test("Shards are joined by their index, whether it or its folder is named")
  func shards() throws {
    let folder = try TemporaryFolder()
    try folder.write(SafetensorsFile.bytes(Self.one, data: [UInt8](floats: [1])), to: "a.safetensors")
    try folder.write(SafetensorsFile.bytes(Self.two, data: [UInt8](floats: [2])), to: "sub/b.safetensors")
    let path = try folder.write(
      index(#""w":"a.safetensors","v":"sub/b.safetensors""#), to: "model.safetensors.index.json")
    for path in [path, folder.path] {
      let checkpoint = try Checkpoint.open(path)
      #expect(checkpoint.names == ["v", "w"])
      #expect(checkpoint.files.map(\.path) == [folder["a.safetensors"], folder["sub/b.safetensors"]])
      #expect(try checkpoint.tensor("v").elements + checkpoint.tensor("w").elements == [2, 1])
      #expect("\(checkpoint)" == "safetensors, 2 shards")
    }
  }

  @Test("A tensor that its shard does not hold, and a shard that is not there")
  func incompleteShards() throws {
    let folder = try TemporaryFolder()
    let shard = try folder.write(
      SafetensorsFile.bytes(Self.one, data: [UInt8](floats: [1])), to: "a.safetensors")
    let lacking = try folder.write(index(#""v":"a.safetensors""#), to: "a.index.json")
    #expect(throws: CheckpointFault.missingTensor(file: shard, name: "v")) { try Checkpoint.open(lacking) }
    let absent = try folder.write(index(#""v":"b.safetensors""#), to: "b.index.json")
    #expect(throws: CheckpointFault.missing(file: folder["b.safetensors"])) { try Checkpoint.open(absent) }
  }

  @Test(
    "An index cannot lead out of its folder",
    arguments: [
      "../a.safetensors", "/etc/passwd", "a/../../b", "..", ".", "", "a//b", "a/", "a\\u0000b",
    ])
  func escapes(shard: String) throws {
    let bytes = Array(index("\"w\":\"\(shard)\"").utf8)
    let line = CheckpointFault.line { _ = try ShardIndex(MappedFile(copying: bytes, as: "x.index.json")) }
    #expect(try #require(line).contains("of tensor w leaves the folder"))
  }

  @Test(
    "An index without tensors, with one twice, or of something else is refused",
    arguments: [
      "{}", #"{"weight_map":{}}"#, #"{"weight_map":[]}"#, #"{"weight_map":{"w":1}}"#, "[]", "", "null",
      #"{"weight_map":{"w":"a","w":"b"}}"#, #"{"weight_map":{"w":"a"}} x"#,
    ])
  func malformedIndex(json: String) {
    #expect(throws: CheckpointFault.self) { try ShardIndex(MappedFile(copying: Array(json.utf8), as: "x")) }
  }

  @Test("What is missing, empty, a pipe or something else is told")
  func otherFiles() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CheckpointFault.missing(file: folder["x"])) { try Checkpoint.open(folder["x"]) }
    let empty = try folder.write([], to: "empty")
    #expect(throws: CheckpointFault.unknownFormat(file: empty, reason: "it is empty")) {
      try Checkpoint.open(empty)
    }
    let text = try folder.write("<!DOCTYPE html>", to: "page")
    #expect(throws: CheckpointFault.unknownFormat(file: text, reason: "it begins like none")) {
      try Checkpoint.open(text)
    }
    let pointer = try folder.write("version https://git-lfs.github.com/spec/v1\n", to: "pointer")
    #expect(try #require(CheckpointFault.line { _ = try Checkpoint.open(pointer) }).contains("git-lfs"))
    #expect(mkfifo(folder["pipe"], 0o600) == 0)
    #expect(throws: CheckpointFault.unreadable(file: folder["pipe"], reason: "it is not a file")) {
      try Checkpoint.open(folder["pipe"])
    }
  }

  @Test("An entry of 5 GB, and entries and directory behind it, in a file that is mostly a hole")
  func beyondFourGigabytes() throws {
    let folder = try TemporaryFolder()
    // Made without the hole, and with all numbers as they are once it is in the middle of the filler's data.
    let hole = UInt64(5 << 30)
    func move(_ bytes: inout [UInt8], at offset: Int) {
      let value = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[offset + $1]) }
      bytes.put(value + hole, width: 8, at: offset)
    }
    let filler = [UInt8](repeating: 0x55, count: 64)
    let file = TorchFile([.init("w", [1, 2, 3], shape: [3])]) { zip in
      zip.entries.insert(.init(name: "archive/filler", data: filler, checksum: 0), at: 1)
      for index in 1..<zip.entries.count { zip.entries[index].isWide = true }
      zip.entries[1].editCentral = { header in
        for field in [24, 16] { move(&header, at: header.count - field) }
      }
      for index in 2..<zip.entries.count {
        zip.entries[index].editCentral = { move(&$0, at: $0.count - 8) }
      }
      zip.editEnd = { end in
        // Where the directory begins, and where the zip64 record does.
        for offset in [48, 64] { move(&end, at: offset) }
        end.put(0xffff_ffff, width: 4, at: end.count - 6)
      }
    }
    var bytes = file.bytes()
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: filler) })
    for field in [8, 16] { move(&bytes, at: start + filler.count + field) }
    let path = try folder.write(Array(bytes[..<(start + 32)]), to: "big.pt")
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    let rest = bytes[(start + 32)...]
    let written = rest.withUnsafeBytes {
      pwrite(descriptor, $0.baseAddress, $0.count, off_t(start + 32) + off_t(hole))
    }
    #expect(written == rest.count)
    #expect(try Checkpoint.open(path).tensor("w").elements == [1, 2, 3])
  }

  @Test("Pages of converted tensors are given back, and come again")
  func pages() throws {
    let folder = try TemporaryFolder()
    let count = 1 << 20
    let header = #"{"w":{"dtype":"F16","shape":[\#(count)],"data_offsets":[0,\#(2 * count)]}}"#
    let path = try folder.write(
      SafetensorsFile.bytes(header, data: [UInt8](repeating: 0x3c, count: 2 * count)), to: "a.safetensors")
    let file = try MappedFile(path)
    let checkpoint = try Checkpoint(file)
    let expected = Float(Float16(bitPattern: 0x3c3c))
    for _ in 0..<2 {
      #expect(try checkpoint.tensor("w").elements.allSatisfy { $0 == expected })
      #expect(try residentBytes(at: file.start) <= 64 << 10)
    }
  }

  /// How much of the mapping that begins there is in this process's memory.
  private func residentBytes(at start: UnsafeRawPointer) throws -> Int {
    let maps = try #require(fopen("/proc/self/smaps", "r"))
    defer { fclose(maps) }
    let prefix = String(UInt(bitPattern: start), radix: 16) + "-"
    var line = [CChar](repeating: 0, count: 4096)
    var isOurs = false
    while fgets(&line, Int32(line.count), maps) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      if text.hasPrefix(prefix) { isOurs = true }
      if isOurs, text.hasPrefix("Rss:") {
        return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) << 10
      }
    }
    throw CheckpointFault.missing(file: "/proc/self/smaps")
  }
}
