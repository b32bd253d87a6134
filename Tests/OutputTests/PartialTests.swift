import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Output

@Suite struct PartialTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A process that has run and ended.
  private func endedProcess() throws -> Int32 {
    let result = try ChildProcess.run("/bin/sh", ["-c", "echo $$"], environment: [:])
    return try #require(Int32(result.output.dropLast()))
  }

  @Test func whatAKilledProcessLeftIsRemovedWhenTheNextOutputIsMade() throws {
    let dead = try endedProcess()
    try folder.write("half", to: ".konomi-\(dead)-1-1.part")
    try folder.write("half", to: ".konomi-\(dead)-1-2.part/images/a.png")
    guard case .file(let place) = try OutputPlace(folder["out"], replacing: false) else { return }
    let file = try NewFile(at: place)
    try file.commit()
    #expect(try folder.names() == ["out"])
  }

  @Test func aNumberThatWasGivenToAnotherProcessSinceIsKnownByItsStart() throws {
    try folder.write("half", to: ".konomi-\(getpid())-1-1.part")
    Partial.removeAbandoned(inFolder: folder.path)
    #expect(try folder.names() == [])
  }

  @Test func whatALivingProcessWritesStays() throws {
    let start = try #require(Partial.startTime(of: getppid()))
    try folder.write("half", to: ".konomi-\(getppid())-\(start)-1.part")
    Partial.removeAbandoned(inFolder: folder.path)
    #expect(try folder.names().count == 1)
  }

  @Test func whatIsLockedStaysThoughItsProcessIsUnknownHere() throws {
    let name = ".konomi-\(try endedProcess())-1-1.part"
    try folder.write("half", to: name)
    let descriptor = open(folder[name], O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    Partial.lock(descriptor)
    Partial.removeAbandoned(inFolder: folder.path)
    #expect(try folder.names() == [name])
  }

  @Test func filesOfOthersWithNamesAlikeStay() throws {
    let dead = try endedProcess()
    let names = [".konomi-\(dead)-1.part", ".konomi-x-1-1.part", ".konomi-\(dead)-1-1", "konomi.part"]
    for name in names { try folder.write("theirs", to: name) }
    symlink("/nowhere", folder[".konomi-\(dead)-1-9.part"])
    Partial.removeAbandoned(inFolder: folder.path)
    #expect(try Set(folder.names()) == Set(names + [".konomi-\(dead)-1-9.part"]))
  }
}
