import Foundation
import TestSupport
import Testing

/// Few open files allowed: one line, never a crash.
struct FewDescriptorsTests {
  private static let commands = [
    ["demo"], ["report", "--db", "x.db"], ["import", "x.jsonl", "--db", "x.db"], ["scenes", "--output", "q"],
    ["export", "--format", "jsonl", "--output", "-", "--db", "x.db"],
  ]

  /// Below 5 the dynamic linker finds no library, and says so.
  @Test("every command says that too few files may be open", arguments: [5, 6, 8, 10, 12, 16, 20, 60])
  func fewDescriptors(limit: Int) throws {
    let folder = try TemporaryFolder()
    for command in Self.commands {
      let result = try ChildProcess.run(
        "/bin/sh",
        ["-c", "cd '\(folder.path)' && ulimit -n \(limit) && exec \"$0\" \"$@\"", Program.path] + command,
        environment: Program.environment(in: folder))
      #expect(result.status == 69, "\(command) with \(limit): \(result.errors)")
      #expect(result.errors.hasPrefix("konomi: only \(limit) files may be open at a time"))
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("a soft limit is raised where the hard one allows it")
  func softLimit() throws {
    let folder = try TemporaryFolder()
    let result = try ChildProcess.run(
      "/bin/sh",
      [
        "-c", "ulimit -S -n 16 && exec \"$0\" \"$@\"", Program.path, "scenes", "--output", folder["q"],
        "--count", "1",
      ],
      environment: Program.environment(in: folder))
    #expect(result.status == 0, "\(result.errors)")
  }
}
