/// A file system of 512 KiB in memory, mounted on a temporary folder for as long as the value lives.
package final class SmallDisk {
  package let folder: TemporaryFolder

  /// Mounting is left to root, and not even root may everywhere.
  package static let isAvailable = (try? SmallDisk()) != nil

  package init() throws {
    folder = try TemporaryFolder()
    try Self.run("mount", "-t", "tmpfs", "-o", "size=512k", "konomi", folder.path)
  }

  deinit {
    // Lazily: a program that a test left behind may still have a file open.
    try? Self.run("umount", "-l", folder.path)
  }

  /// Leaves not one free page.
  package func fill() throws {
    // Ends when nothing more goes in, which dd calls a failure.
    try? Self.run("dd", "if=/dev/zero", "of=\(folder["filler"])", "bs=4096")
  }

  /// As a medium that nobody writes to.
  package func makeReadOnly() throws {
    try Self.run("mount", "-o", "remount,ro", folder.path)
  }

  package func makeWritable() throws {
    try Self.run("mount", "-o", "remount,rw,size=512k", folder.path)
  }

  /// Takes back what `fill` put there.
  package func makeRoom() throws {
    try Self.run("rm", folder["filler"])
  }

  private struct Refused: Error {}

  private static func run(_ arguments: String...) throws {
    let result = try ChildProcess.run(
      "/usr/bin/env", arguments, environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin"])
    guard result.status == 0 else { throw Refused() }
  }
}
