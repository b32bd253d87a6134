import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Output

@Suite struct NewFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func newFile(_ name: String, replacing: Bool = false) throws -> NewFile {
    let place = try OutputPlace(folder[name], replacing: replacing)
    guard case .file(let file) = place else { throw OutputFault(path: name, reason: "\(place)") }
    return try NewFile(at: file)
  }

  private func write(_ text: String, to name: String, replacing: Bool = false) throws {
    let file = try newFile(name, replacing: replacing)
    try file.write(Array(text.utf8))
    try file.commit()
  }

  private func mode(of name: String) -> mode_t {
    var status = stat()
    return lstat(folder[name], &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func appearsWhenItIsWhole() throws {
    try folder.write("old", to: "out")
    let file = try newFile("out", replacing: true)
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
      let file = try newFile("out")
      try file.write([1, 2, 3])
      #expect(try folder.names().count == 1)
    }
    #expect(try folder.names() == [])
  }

  @Test func saysWhereItCannotWrite() {
    let path = folder["none/out"]
    #expect(throws: OutputFault(path: path, reason: "No such file or directory")) {
      _ = try newFile("none/out")
    }
    #expect(
      OutputFault(path: "/x/out", reason: "No such file or directory").description
        == "/x/out: cannot be written: No such file or directory; check the folder or name another place")
  }

  @Test func aNameOfTheGreatestLengthCanBeWritten() throws {
    let name = String(repeating: "n", count: 255)
    try write("text", to: name)
    #expect(try folder.text(of: name) == "text")
  }

  @Test func aPrivateFileStaysPrivateAndANewOneFollowsTheUmask() throws {
    try folder.write("old", to: "private")
    chmod(folder["private"], 0o600)
    try write("new", to: "private", replacing: true)
    #expect(mode(of: "private") == 0o600)
    try folder.write("old", to: "shared")
    chmod(folder["shared"], 0o664)
    try write("new", to: "shared", replacing: true)
    #expect(mode(of: "shared") == 0o664)
    // What `open` makes of 0666 in this process.
    close(open(folder["usual"], O_WRONLY | O_CREAT, 0o666))
    try write("new", to: "new")
    #expect(mode(of: "new") == mode(of: "usual"))
  }

  @Test func nobodyElseReadsWhatIsNotYetAnOutput() throws {
    let file = try newFile("out")
    try file.write([1])
    let hidden = try #require(try folder.names().first)
    #expect(mode(of: hidden) == 0o600)
  }

  @Test func theLinkStaysAndWhatItPointsToIsReplacedBesideItself() throws {
    try folder.write("old", to: "real/out")
    try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: "real/out")
    try write("new", to: "link", replacing: true)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["link"]) == "real/out")
    #expect(try folder.text(of: "real/out") == "new")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder["real"]) == ["out"])

    try FileManager.default.createSymbolicLink(atPath: folder["dangling"], withDestinationPath: "real/fresh")
    try write("fresh", to: "dangling")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder["dangling"]) == "real/fresh")
    #expect(try folder.text(of: "real/fresh") == "fresh")
  }

  @Test func whatAnotherProgramMadeMeanwhileStays() throws {
    let file = try newFile("out")
    try file.write([1])
    try folder.write("theirs", to: "out")
    #expect(throws: OutputFault.self) { try file.commit() }
    #expect(try folder.text(of: "out") == "theirs")
  }

  @Test func aDatabaseThatWasMadeMeanwhileStays() throws {
    try folder.write("old", to: "out")
    let file = try newFile("out", replacing: true)
    try file.write([1])
    try folder.write("SQLite format 3\0", to: "out")
    #expect(throws: OutputFault.self) { try file.commit() }
    #expect(try folder.text(of: "out") == "SQLite format 3\0")
  }
}
