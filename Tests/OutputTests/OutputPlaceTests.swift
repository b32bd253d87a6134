import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Output

@Suite struct OutputPlaceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func fault(_ name: String, replacing: Bool = true) -> String {
    do {
      return "taken: \(try OutputPlace(folder[name], replacing: replacing))"
    } catch {
      return error.description
    }
  }

  @Test(arguments: [true, false])
  func aDatabaseIsNeverWrittenOverWhateverItIsCalledAndWhatWasAskedFor(replacing: Bool) throws {
    try folder.write("SQLite format 3\0 and pages", to: "choices.csv")
    try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: "choices.csv")
    link(folder["choices.csv"], folder["second name"])
    for name in ["choices.csv", "link", "second name"] {
      #expect(
        fault(name, replacing: replacing)
          == "\(folder[name]): cannot be written: it is a database; name another file")
    }
  }

  @Test func whatSQLiteKeepsBesideADatabaseIsNotWrittenOverEvenBeforeItIsThere() throws {
    try folder.write("SQLite format 3\0 and pages", to: "study.db")
    for name in ["study.db-wal", "study.db-shm", "study.db-journal"] {
      #expect(fault(name).contains("it belongs to the database beside it"))
    }
    try folder.write([0x37, 0x7f, 0x06, 0x82, 0, 0, 0, 0], to: "log")
    try folder.write([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7], to: "journal")
    for name in ["log", "journal"] { #expect(fault(name).contains("it is the log of a database")) }
    try folder.write("", to: "new.db")
    try folder.write("", to: "new.db-wal")
    #expect(fault("new.db").contains("it is a database"))
  }

  @Test func whatIsThereIsReplacedOnlyWhenAskedForAndSaidToBeThere() throws {
    try folder.write(String(repeating: "x", count: 1_234_567), to: "out")
    let date = Date(timeIntervalSince1970: 1_700_000_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: folder["out"])
    #expect(
      fault("out", replacing: false)
        == "\(folder["out"]): cannot be written: it is there already, 1,234,567 bytes of 2023-11-14T22:13:20Z; --force replaces it, or name another file"
    )
    #expect(fault("out", replacing: true).hasPrefix("taken: file"))
    try folder.write("", to: "empty")
    #expect(fault("empty", replacing: false).hasPrefix("taken: file"))
  }

  @Test func pipesAndDevicesAreWrittenToAndNotReplaced() throws {
    mkfifo(folder["pipe"], 0o600)
    #expect(try OutputPlace(folder["pipe"], replacing: false) == .stream(path: folder["pipe"]))
    #expect(try OutputPlace("/dev/null", replacing: false) == .stream(path: "/dev/null"))
    try FileManager.default.createSymbolicLink(atPath: folder["null"], withDestinationPath: "/dev/null")
    #expect(try OutputPlace(folder["null"], replacing: false) == .stream(path: "/dev/null"))
  }

  @Test func standardOutputIsWrittenToWhereItStands() throws {
    #expect(try OutputPlace("-", replacing: false) == .descriptor(1, name: "standard output"))
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/proc/\(getpid())/fd/1"] {
      #expect(try OutputPlace(name, replacing: false) == .descriptor(1, name: name))
    }
    try FileManager.default.createSymbolicLink(atPath: folder["out"], withDestinationPath: "/dev/stdout")
    #expect(try OutputPlace(folder["out"], replacing: false) == .descriptor(1, name: folder["out"]))
  }

  @Test func aDescriptorOfOursIsNotWrittenTo() throws {
    let ours = open(folder["ours"], O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(ours) }
    #expect(throws: OutputFault(path: "/dev/fd/\(ours)", code: EBADF)) {
      _ = try OutputPlace("/dev/fd/\(ours)", replacing: true)
    }
  }

  @Test func aFolderOrASocketIsRefused() throws {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A socket's path has little room.
    let path = "/tmp/konomi-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    defer { unlink(path) }
    try #require(bound == 0)
    #expect(throws: OutputFault(path: path, reason: "it is a socket or a disk", remedy: "name a file")) {
      _ = try OutputPlace(path, replacing: true)
    }
    try folder.write("", to: "sub/file")
    #expect(fault("sub").contains("it is a folder; name a file in it"))
    #expect(fault("none/").contains("it is the name of a folder; name a file in it"))
  }

  @Test func linksThatLeadToEachOtherAreRefused() throws {
    try FileManager.default.createSymbolicLink(atPath: folder["a"], withDestinationPath: "b")
    try FileManager.default.createSymbolicLink(atPath: folder["b"], withDestinationPath: "a")
    #expect(fault("a").contains("symbolic links"))
  }
}
