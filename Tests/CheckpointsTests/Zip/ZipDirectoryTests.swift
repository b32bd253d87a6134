import Testing

@testable import Checkpoints

@Suite("Zip directories")
struct ZipDirectoryTests {
  private static var entries: [ZipWriter.Entry] {
    [
      ZipWriter.Entry(name: "r/a", data: [1, 2, 3]), ZipWriter.Entry(name: "r/é", data: []),
      ZipWriter.Entry(name: "r/b", data: [4, 5, 6, 7], isWide: true),
    ]
  }

  private func directory(_ writer: ZipWriter) throws -> ZipDirectory {
    try ZipDirectory(MappedFile(copying: writer.bytes(), as: "x.pt"))
  }

  private func fault(_ edit: (inout ZipWriter) -> Void) -> String? {
    var writer = ZipWriter(entries: Self.entries)
    edit(&writer)
    return CheckpointFault.line { _ = try directory(writer) }
  }

  @Test(
    "Names, sizes and bytes, with and without zip64 records, sizes before or after the data, a comment behind"
  )
  func reading() throws {
    for hasZip64End in [true, false] {
      for flags: UInt64 in [0x808, 0x800, 0] {
        for comment in ["", "PK\u{5}\u{6} a comment that looks like a record"] {
          var writer = ZipWriter(
            entries: Self.entries, hasZip64End: hasZip64End, comment: Array(comment.utf8))
          for index in writer.entries.indices { writer.entries[index].flags = flags }
          let directory = try directory(writer)
          #expect(directory.entries.map(\.name) == ["r/a", "r/é", "r/b"])
          #expect(directory.entries.map(\.size) == [3, 0, 4])
          #expect(
            directory.entries.map { Array(directory.file.bytes($0.data)) } == [[1, 2, 3], [], [4, 5, 6, 7]])
          #expect(directory.entries.allSatisfy { $0.data.lowerBound % 64 == 0 })
        }
      }
    }
  }

  @Test("Wherever an archive is cut, it is refused")
  func truncated() {
    let bytes = ZipWriter(entries: Self.entries).bytes()
    for count in 0..<bytes.count {
      #expect(throws: CheckpointFault.self, "\(count) bytes") {
        try ZipDirectory(MappedFile(copying: Array(bytes[..<count]), as: "x"))
      }
    }
  }

  @Test("Two entries of one name are refused")
  func duplicate() throws {
    #expect(try #require(fault { $0.entries[2].name = "r/a" }).contains("the name r/a stands there twice"))
  }

  @Test(
    "A local header that says something else than the directory is refused with the entry's name",
    arguments: [
      (6, 2, 0x800), (8, 2, 8), (14, 4, 7), (18, 4, 2), (22, 4, 2), (30, 1, 0x73),
    ] as [(Int, Int, UInt64)])
  func localHeader(offset: Int, width: Int, value: UInt64) throws {
    let line = fault { $0.entries[0].editLocal = { $0.put(value, width: width, at: offset) } }
    #expect(
      try #require(line).contains("r/a, byte 0: its local header says something else than the directory"))
  }

  @Test(
    "Entries outside the archive or over each other are refused",
    arguments: [0, 64, 200, 1 << 20, 0xffff_fffe])
  func places(offset: Int) {
    #expect(fault { $0.entries[1].editCentral = { $0.put(UInt64(offset), width: 4, at: 42) } } != nil)
  }

  @Test("An entry that reaches into the next one is refused")
  func overlap() throws {
    let line = fault {
      $0.entries[0].editCentral = { header in
        for offset in [20, 24] { header.put(100, width: 4, at: offset) }
      }
    }
    #expect(try #require(line).contains("its 100 bytes reach outside the archive or into another entry"))
  }

  @Test("Sizes of 2⁶³ and more are refused", arguments: [1 << 63, .max, 1 << 62] as [UInt64])
  func hugeSizes(size: UInt64) {
    for field in [0, 8, 16] {
      #expect(fault { $0.entries[2].editCentral = { $0.put(size, width: 8, at: 53 + field) } } != nil)
    }
  }

  @Test("Millions of entries that are not there cost nothing")
  func manyEntries() throws {
    let line = fault {
      $0.editEnd = { end in
        for offset in [24, 32] { end.put(1 << 40, width: 8, at: offset) }
        for offset in [76 + 8, 76 + 10] { end.put(0xffff, width: 2, at: offset) }
      }
    }
    #expect(try #require(line).contains("it cannot hold the 1099511627776 entries it claims"))
  }

  @Test("End records that disagree, several volumes and encrypted entries are refused")
  func endRecords() throws {
    #expect(try #require(fault { $0.editEnd = { $0.put(2, width: 2, at: 76 + 8) } }).contains("disagree"))
    #expect(try #require(fault { $0.editEnd = { $0.put(1, width: 4, at: 16) } }).contains("several volumes"))
    #expect(try #require(fault { $0.entries[0].flags = 0x809 }).contains("r/a is encrypted"))
    #expect(try #require(fault { $0.editEnd = { $0 += [0] } }).contains("its last record is missing"))
  }

  @Test("No change of one bit makes reading crash, and none moves bytes")
  func changed() throws {
    let bytes = ZipWriter(entries: Self.entries).bytes()
    let data = try ZipDirectory(MappedFile(copying: bytes, as: "x")).entries.map(\.data)
    for index in bytes.indices {
      for bit in 0..<8 {
        var bytes = bytes
        bytes[index] ^= 1 << bit
        guard let directory = try? ZipDirectory(MappedFile(copying: bytes, as: "x")) else { continue }
        #expect(directory.entries.map(\.data) == data, "bit \(bit) of byte \(index)")
      }
    }
  }
}
