import Testing

@testable import Checkpoints

@Suite("Torch zip files")
struct TorchArchiveTests {
  private static let six: [Float] = [0, 1, 2, 3, 4, 5]

  private func fault(_ tensor: TorchFile.Tensor) throws -> String {
    try #require(CheckpointFault.line { _ = try TorchFile([tensor]).opened() })
  }

  private func tensor(_ edit: (inout TorchFile.Tensor) -> Void) -> TorchFile.Tensor {
    var tensor = TorchFile.Tensor("w", Self.six, shape: [2, 3])
    edit(&tensor)
    return tensor
  }

  @Test("Row-major, transposed, sliced, spread and empty tensors, and one number")
  func strides() throws {
    var sliced = TorchFile.Tensor("sliced", Self.six, shape: [2, 2], strides: [3, 1])
    sliced.offset = 1
    let checkpoint = try TorchFile([
      .init("plain", Self.six, shape: [2, 3]),
      .init("transposed", Self.six, shape: [3, 2], strides: [1, 3]), sliced,
      .init("repeated", Self.six, shape: [2, 3], strides: [0, 1]), .init("empty", [], shape: [0, 4]),
      .init("one", [4.6], shape: [], strides: []),
      .init("ones", Self.six, shape: [1, 6, 1], strides: [99, 1, 0]),
      .init("cube", (0..<24).map(Float.init), shape: [2, 3, 4], strides: [1, 8, 2]),
    ]).opened()
    #expect(try checkpoint.tensor("plain").elements == Self.six)
    #expect(try checkpoint.tensor("transposed").elements == [0, 3, 1, 4, 2, 5])
    #expect(try checkpoint.tensor("transposed").shape == [3, 2])
    #expect(try checkpoint.tensor("sliced").elements == [1, 2, 4, 5])
    #expect(try checkpoint.tensor("repeated").elements == [0, 1, 2, 0, 1, 2])
    #expect(try checkpoint.tensor("empty").elements == [])
    #expect(try checkpoint.tensor("one").elements == [4.6])
    #expect(try checkpoint.scalar("one") == 4.6)
    #expect(try checkpoint.tensor("ones").elements == Self.six)
    #expect(
      try checkpoint.tensor("cube").elements == [
        0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23,
      ])
    #expect("\(checkpoint)" == "torch zip")
  }

  @Test("Shapes, strides and offsets that leave the storage are refused with the tensor's name")
  func placement() throws {
    let huge = Int.max
    let cases: [((inout TorchFile.Tensor) -> Void, String)] = [
      ({ $0.shape = [3, 3] }, "leaves its storage of 6"),
      ({ $0.strides = [4, 1] }, "leaves its storage of 6"),
      ({ $0.offset = 1 }, "leaves its storage of 6"),
      ({ $0.offset = huge }, "leaves its storage of 6"),
      ({ $0.offset = -1 }, "negative"),
      ({ $0.strides = [-3, 1] }, "negative"),
      ({ $0.shape = [2, -3] }, "no file can hold the shape"),
      ({ $0.shape = [huge, huge] }, "no file can hold the shape"),
      ({ $0.strides = [huge, huge] }, "leaves its storage of 6"),
      (
        {
          $0.shape = [1 << 40, 1 << 20]; $0.strides = [0, 0]
        }, "has more elements than its storage of 6"
      ),
      ({ $0.shape = [2] }, "1 dimensions with 2 strides"),
      ({ $0.claimedCount = 7 }, "its storage claims 7 elements and holds 24 bytes"),
      ({ $0.claimedCount = huge }, "its storage claims 9223372036854775807 elements and holds 24 bytes"),
      ({ $0.claimedCount = 5 }, "leaves its storage of 5"),
      ({ $0.storageClass = "DoubleStorage" }, "its storage claims 6 elements and holds 24 bytes"),
    ]
    for (edit, reason) in cases {
      let line = try fault(tensor(edit))
      #expect(line.hasPrefix("x.pt: tensor w: ") && line.contains(reason), "\(line)")
    }
  }

  @Test("Thousands of dimensions are refused")
  func dimensions() throws {
    let line = try fault(
      tensor {
        $0.shape = .init(repeating: 1, count: 3000); $0.strides = $0.shape
      })
    #expect(line.contains("3000 dimensions with 3000 strides are impossible"))
  }

  @Test("A storage without an entry is refused with the tensor's name")
  func missingStorage() {
    let file = TorchFile([.init("w", Self.six, shape: [6])]) {
      $0.entries.removeAll { $0.name == "archive/data/0" }
    }
    #expect(
      throws: CheckpointFault.damagedTensor(
        file: "x.pt", name: "w", reason: "its entry archive/data/0 is missing")
    ) { try file.opened() }
  }

  @Test("Wherever a file is cut, it is refused")
  func truncated() {
    let bytes = TorchFile([.init("w", Self.six, shape: [6])]).bytes()
    for count in 0..<bytes.count {
      #expect(throws: CheckpointFault.self, "\(count) bytes") {
        try Checkpoint(MappedFile(copying: Array(bytes[..<count]), as: "x"))
      }
    }
  }

  @Test("A flipped bit anywhere is refused, or changes nothing, or is found by the checksum of its tensor")
  func changed() throws {
    let bytes = TorchFile([.init("w", Self.six, shape: [6])]).bytes()
    let original = try Checkpoint(MappedFile(copying: bytes, as: "x"))
    try original.verifyChecksums()
    for index in bytes.indices {
      for bit in [0, 3, 7] {
        var bytes = bytes
        bytes[index] ^= 1 << bit
        guard let checkpoint = try? Checkpoint(MappedFile(copying: bytes, as: "x")),
          (try? checkpoint.verifyChecksums()) != nil
        else { continue }
        #expect(try checkpoint.tensor("w").elements == Self.six, "bit \(bit) of byte \(index)")
      }
    }
  }

  @Test("A damaged storage is found by its checksum and named")
  func checksum() throws {
    let tensors = [TorchFile.Tensor("a", Self.six, shape: [6]), .init("w", Self.six, shape: [6])]
    let damaged = try TorchFile(tensors) { $0.entries[3].checksum = 1 }.opened()
    #expect(
      throws: CheckpointFault.damagedTensor(
        file: "x.pt", name: "w", reason: "its checksum does not fit its bytes")
    ) { try damaged.verifyChecksums() }
    // What torch writes without checksums has zeros there.
    try TorchFile(tensors) { $0.entries[3].checksum = 0 }.opened().verifyChecksums()
    let pickle = CheckpointFault.line { _ = try TorchFile(tensors) { $0.entries[0].checksum = 1 }.opened() }
    #expect(try #require(pickle).contains("archive/data.pkl, byte 64: its checksum does not fit its bytes"))
  }

  @Test(
    "Compressed entries, big-endian numbers, TorchScript, the old format and other archives are told apart")
  func otherFormats() throws {
    func line(_ edit: @escaping (inout ZipWriter) -> Void) throws -> String {
      try #require(
        CheckpointFault.line { _ = try TorchFile([.init("w", Self.six, shape: [6])], edit: edit).opened() })
    }
    let compressed = try line { zip in
      zip.entries[2].method = 8
      zip.entries[2].flags = 0x800
      zip.entries[2].editLocal = { $0.put(1 << 30, width: 4, at: 22) }
      zip.entries[2].editCentral = { $0.put(1 << 30, width: 4, at: 24) }
    }
    #expect(compressed.contains("entry archive/data/0 is compressed"))
    #expect(
      try line { $0.entries[1].data = Array("big".utf8) }.contains(
        "says that its numbers are not little-endian"))
    // TorchScript compresses its code, which is not what is wrong with it.
    let script = try line {
      $0.entries.append(.init(name: "archive/code/model.py", data: [1], method: 8))
    }
    #expect(script.contains("a TorchScript archive") && script.contains("torch.jit.load('x.pt'"))
    #expect(try line { $0.entries[0].name = "archive/data.txt" }.contains("a zip archive without data.pkl"))
    #expect(
      try line { $0.entries.append(.init(name: "b/data.pkl", data: [])) }.contains("more than one data.pkl"))
    let legacy: [UInt8] = [
      0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e, 0x80, 2, 0x4d,
      0xe9, 3, 0x2e,
    ]
    #expect(throws: CheckpointFault.needsConversion(file: "x", from: .legacyTorch)) {
      try Checkpoint(MappedFile(copying: legacy, as: "x"))
    }
  }
}
