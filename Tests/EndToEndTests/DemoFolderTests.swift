import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
struct DemoFolderTests {
  @Test func theFolderOfAKilledDemoGoesWithTheNextAndThatOfALivingOneStays() throws {
    let folder = try TemporaryFolder()
    mkdir(folder["tmp"], 0o755)
    func folders() throws -> Set<String> {
      Set(
        try FileManager.default.contentsOfDirectory(atPath: folder["tmp"]).filter { $0.hasPrefix(".konomi-") }
      )
    }
    let killed = try TmuxScreen(["demo"], environment: ["TMPDIR": folder["tmp"]], in: folder)
    try killed.wait(for: "trial 1/")
    let left = try folders()
    kill(try killed.processID(), SIGKILL)
    try killed.wait(for: "ended with status 137")
    #expect(try folders() == left && left.count == 1)

    let living = try TmuxScreen(["demo"], environment: ["TMPDIR": folder["tmp"]], in: folder)
    try living.wait(for: "trial 1/")
    let ofTheLiving = try folders()
    #expect(ofTheLiving.count == 1 && ofTheLiving.isDisjoint(with: left))
    _ = try Program.run(["demo"], environment: ["TMPDIR": folder["tmp"]], in: folder)
    #expect(try folders() == ofTheLiving)
  }
}
