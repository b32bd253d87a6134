import FoundationEssentials
import Output
import TestSupport
import Testing

@testable import Exchange

@Suite struct TarArchiveTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ entries: [(String, [UInt8])]) throws -> [UInt8] {
    let path = folder["x.tar"]
    let archive = TarArchive(try OutputFile(path: path, reportedAs: path))
    for (name, contents) in entries { try archive.add(contents, as: name) }
    try archive.finish()
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  @Test func theHeaderIsThatOfTheStandard() throws {
    let bytes = try write([("000000000.txt", Array("a cat".utf8))])
    #expect(bytes.count == 512 + 512 + 1024)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(text(0..<14) == "000000000.txt\0")
    #expect(text(100..<124) == "0000644\u{0}0000000\u{0}0000000\u{0}")
    #expect(text(124..<148) == "00000000005\u{0}00000000000\u{0}")
    #expect(text(156..<157) == "0")
    #expect(text(257..<265) == "ustar\u{0}00")
    let sum = bytes[..<512].enumerated().reduce(0) {
      $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element))
    }
    #expect(Int(text(148..<154), radix: 8) == sum)
    #expect(text(154..<156) == "\u{0} ")
    #expect(text(512..<517) == "a cat")
    #expect(bytes[517...].allSatisfy { $0 == 0 })
  }

  @Test func tarTakesItApart() throws {
    let sizes = [0, 1, 511, 512, 513, 70_000]
    let entries = sizes.map { size in ("\(size).bin", (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }) }
    _ = try write(entries)
    let result = try ChildProcess.run(
      "/bin/tar", ["-x", "-f", folder["x.tar"], "-C", folder.path], environment: [:])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    for (name, contents) in entries {
      #expect(Array(try Data(contentsOf: URL(filePath: folder[name]))) == contents)
    }
  }
}
