import FoundationEssentials
import TestSupport
import Testing

@testable import Exchange

@Suite struct AtomicFolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func appearsWhenItIsWhole() throws {
    let made = try AtomicFolder(path: folder["out"])
    try made.file("a/b/c.txt").write("text".utf8)
    try made.file("a/d.txt").write([1, 2])
    #expect(made.holds("a/b/c.txt") && !made.holds("a/c.txt"))
    #expect(!FileManager.default.fileExists(atPath: folder["out"]))
    try made.commit()
    #expect(try folder.names() == ["out"])
    #expect(try folder.text(of: "out/a/b/c.txt") == "text")
  }

  @Test func takesThePlaceOfAnEmptyFolderOnly() throws {
    try FileManager.default.createDirectory(atPath: folder["out"], withIntermediateDirectories: false)
    let made = try AtomicFolder(path: folder["out"])
    try made.file("x").write([1])
    try made.commit()
    #expect(throws: ExportFault(path: folder["out"], reason: "the folder is not empty")) {
      _ = try AtomicFolder(path: folder["out"])
    }
    try folder.write("text", to: "file")
    #expect(
      throws: ExportFault(path: folder["file"], reason: "it is there and is no folder that can be read")
    ) {
      _ = try AtomicFolder(path: folder["file"])
    }
    #expect(try folder.names() == ["file", "out"])
  }

  @Test func whatCameIntoItsPlaceMeanwhileStays() throws {
    let made = try AtomicFolder(path: folder["out"])
    try folder.write("theirs", to: "out/file")
    #expect(throws: ExportFault(path: folder["out"], reason: "Directory not empty")) { try made.commit() }
    #expect(try folder.text(of: "out/file") == "theirs")
  }

  @Test func leavesNothingBehindWhenGivenUp() throws {
    do {
      let made = try AtomicFolder(path: folder["out"])
      try made.file("a/b.txt").write([1, 2, 3])
    }
    #expect(try folder.names() == [])
  }

  @Test func saysWhereItCannotWrite() {
    #expect(throws: ExportFault(path: folder["none/out"], reason: "No such file or directory")) {
      _ = try AtomicFolder(path: folder["none/out"])
    }
  }
}
