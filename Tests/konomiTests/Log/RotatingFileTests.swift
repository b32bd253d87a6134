import Dispatch
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import konomi

@Suite struct RotatingFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func size(_ name: String) -> Int {
    var status = stat()
    return stat(folder[name], &status) == 0 ? Int(status.st_size) : 0
  }

  private func write(_ lines: Range<Int>, limit: Int) {
    guard var file = RotatingFile(path: folder["log"], limit: limit) else { return }
    for line in lines { file.write(Array("line \(line)\n".utf8)) }
  }

  @Test func neverMoreThanTwoFilesOfTheLimit() throws {
    write(0..<5000, limit: 1000)
    #expect(try folder.names() == ["log", "log.1"])
    #expect(size("log") <= 1000 && size("log.1") <= 1000)
    let text = try folder.text(of: "log.1") + folder.text(of: "log")
    let numbers = text.split(separator: "\n").compactMap { Int($0.dropFirst(5)) }
    // The last ones, whole and in order.
    #expect(numbers == Array(5000 - numbers.count..<5000) && numbers.count > 100)
    var status = stat()
    #expect(stat(folder["log"], &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func severalWritersKeepLinesWholeAndGoOnInTheNewFile() throws {
    DispatchQueue.concurrentPerform(iterations: 4) { write($0 * 10_000..<$0 * 10_000 + 2000, limit: 2000) }
    #expect(size("log") <= 2000 + 4 * 12)
    let text = try folder.text(of: "log.1") + folder.text(of: "log")
    for line in text.split(separator: "\n") {
      #expect(line.hasPrefix("line ") && Int(line.dropFirst(5)) != nil)
    }
  }

  @Test func whatIsNoLogIsNotWrittenTo() throws {
    try folder.write("SQLite format 3\0", to: "log")
    #expect(!opens("log"))
    mkfifo(folder["pipe"], 0o600)
    #expect(!opens("pipe"))
    #expect(opens("new"))
  }

  private func opens(_ name: String) -> Bool {
    if let file = RotatingFile(path: folder[name], limit: 100) {
      _ = consume file
      return true
    }
    return false
  }
}
