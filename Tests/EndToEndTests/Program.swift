import Foundation
import TestSupport

/// The konomi of this build, run as a person would.
enum Program {
  /// Beside the test bundle, where the package manager puts both.
  static let path: String = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let candidates = [bundle] + CommandLine.arguments
    for candidate in candidates where candidate.contains("/.build") {
      let folder = URL(filePath: candidate).deletingLastPathComponent()
      let program = folder.appending(path: "konomi").path
      if FileManager.default.isExecutableFile(atPath: program) { return program }
    }
    return RepositoryPaths.root.appending(path: ".build/debug/konomi").path
  }()

  /// Runs to the end, with nothing on standard input.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], program: String = path,
    in folder: TemporaryFolder
  ) throws -> ChildProcess.Result {
    try ChildProcess.run(
      program, arguments, environment: Self.environment(in: folder).merging(environment) { $1 })
  }

  /// Runs a line of a shell in the folder. `$konomi` is the program, and its path holds no blank.
  static func shell(
    _ line: String, environment: [String: String] = [:], inFolder folder: TemporaryFolder
  ) throws -> ChildProcess.Result {
    let link = folder[".konomi"]
    if symlink(path, link) != 0, errno != EEXIST { throw CocoaError(.fileWriteUnknown) }
    // By a relative name: a link to the program would be looked at for its data.
    return try run(
      ["-c", "cd \"$folder\" || exit 99\n\(line)"],
      environment: [
        "konomi": "./.konomi", "folder": folder.path, "KONOMI_RESOURCES": RepositoryPaths.root.path,
      ].merging(environment) { $1 }, program: "/bin/sh", in: folder)
  }

  /// Nothing of the person who runs the tests: their theme, database and log stay out of it.
  static func environment(in folder: TemporaryFolder) -> [String: String] {
    [
      "HOME": folder.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "LANG": "C.UTF-8", "XDG_DATA_HOME": folder["data"], "XDG_STATE_HOME": folder["state"], "USER": "tester",
    ]
  }
}
