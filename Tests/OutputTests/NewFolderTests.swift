import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Output

@Suite struct NewFolderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func appearsWhenItIsWhole() throws {
    let made = try NewFolder(path: folder["out"])
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
    let made = try NewFolder(path: folder["out"])
    try made.file("x").write([1])
    try made.commit()
    #expect(
      throws: OutputFault(
        path: folder["out"], reason: "the folder is not empty", remedy: "remove it or name a new one")
    ) {
      _ = try NewFolder(path: folder["out"])
    }
    try folder.write("text", to: "file")
    #expect(
      throws: OutputFault(path: folder["file"], reason: "it is there and is no folder that can be read")
    ) {
      _ = try NewFolder(path: folder["file"])
    }
    #expect(try folder.names() == ["file", "out"])
  }

  @Test func whatCameIntoItsPlaceMeanwhileStays() throws {
    let made = try NewFolder(path: folder["out"])
    try folder.write("theirs", to: "out/file")
    #expect(throws: OutputFault(path: folder["out"], reason: "Directory not empty")) { try made.commit() }
    #expect(try folder.text(of: "out/file") == "theirs")
  }

  @Test func leavesNothingBehindWhenGivenUp() throws {
    do {
      let made = try NewFolder(path: folder["out"])
      try made.file("a/b.txt").write([1, 2, 3])
    }
    #expect(try folder.names() == [])
  }

  @Test func saysWhereItCannotWrite() {
    #expect(throws: OutputFault(path: folder["none/out"], reason: "No such file or directory")) {
      _ = try NewFolder(path: folder["none/out"])
    }
  }

  @Test func anEmptyFolderLeavesItsModeAndALinkToItStays() throws {
    mkdir(folder["real"], 0o750)
    try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: "real")
    let made = try NewFolder(path: folder["link"])
    try made.file("x").write([1])
    try made.commit()
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["link"]) == "real")
    var status = stat()
    #expect(stat(folder["real"], &status) == 0 && status.st_mode & 0o777 == 0o750)
    #expect(FileManager.default.fileExists(atPath: folder["real/x"]))
  }
}
