import TestSupport
import Testing

@testable import Exchange

@Suite struct AtomicFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func appearsWhenItIsWhole() throws {
    try folder.write("old", to: "out")
    let file = try AtomicFile(path: folder.path + "/out")
    try file.write(Array("new ".utf8))
    try file.write([])
    try file.write(Array("text".utf8))
    #expect(try folder.text(of: "out") == "old")
    try file.commit()
    #expect(try folder.text(of: "out") == "new text")
    #expect(try folder.names() == ["out"])
  }

  @Test func leavesNothingBehindWhenGivenUp() throws {
    do {
      let file = try AtomicFile(path: folder.path + "/out")
      try file.write([1, 2, 3])
    }
    #expect(try folder.names() == [])
  }

  @Test func saysWhereItCannotWrite() {
    let path = folder.path + "/none/out"
    #expect(throws: ExportFault(path: path, reason: "No such file or directory")) {
      _ = try AtomicFile(path: path)
    }
    #expect(
      ExportFault(path: "/x/out", reason: "No such file or directory").description
        == "/x/out: cannot be written: No such file or directory; check the folder or name another --output")
  }
}
