import TestSupport

/// A file system of 512 KiB in memory, mounted on a temporary folder for as long as the value lives.
final class SmallDisk {
  let folder: TemporaryFolder

  /// Mounting is left to root, and not even root may everywhere.
  static let isAvailable = (try? SmallDisk()) != nil

  init() throws {
    folder = try TemporaryFolder()
    try Self.run("mount", "-t", "tmpfs", "-o", "size=512k", "konomi", folder.path)
  }

  deinit {
    try? Self.run("umount", folder.path)
  }

  /// Leaves not one free page.
  func fill() throws {
    // Ends when nothing more goes in, which dd calls a failure.
    try? Self.run("dd", "if=/dev/zero", "of=\(folder["filler"])", "bs=4096")
  }

  private struct Refused: Error {}

  private static func run(_ arguments: String...) throws {
    let result = try ChildProcess.run(
      "/usr/bin/env", arguments, environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"])
    guard result.status == 0 else { throw Refused() }
  }
}
