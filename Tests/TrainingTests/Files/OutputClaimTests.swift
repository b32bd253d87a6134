import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Training

@Suite struct OutputClaimTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aPlaceIsClaimedOnce() throws {
    let output = folder["mine"]
    var first: OutputClaim? = try OutputClaim(output)
    #expect(throws: TrainingFault.outputInUse(path: output)) { _ = try OutputClaim(output) }
    _ = try OutputClaim(folder["other"])
    withExtendedLifetime(first) {}
    first = nil
    #expect(try folder.names() == [])
    _ = try OutputClaim(output)
  }

  /// By another name of the folder.
  @Test func theFolderIsTheSameByWhateverName() throws {
    try FileManager.default.createDirectory(atPath: folder["real"], withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: folder["real"])
    let first = try OutputClaim(folder["real/mine"])
    let output = folder["link/mine"]
    #expect(throws: TrainingFault.outputInUse(path: output)) { _ = try OutputClaim(output) }
    withExtendedLifetime(first) {}
  }

  @Test func whatAKilledTrainingLeftIsInNobodysWay() throws {
    try folder.write("", to: ".mine.training")
    _ = try OutputClaim(folder["mine"])
    #expect(try folder.names() == [])
  }

  @Test func aPlaceThatCannotBeWrittenIsSaid() {
    for output in [folder["none/mine"], folder[String(repeating: "x", count: 250)]] {
      let fault = #expect(throws: TrainingFault.self) { try OutputClaim(output).reserve(10, saves: 0) }
      #expect(fault?.description.hasPrefix("\(output): cannot be written: ") == true)
    }
  }

  @Test(.enabled(if: SmallDisk.isAvailable, "a small disk cannot be mounted here"))
  func roomIsKeptUntilItIsGivenBack() throws {
    let disk = try SmallDisk()
    let claim = try OutputClaim(disk.folder["mine"])
    let fault = #expect(throws: TrainingFault.self) { try claim.reserve(300_000, saves: 300_000) }
    #expect(fault?.description.contains("the disk is full: it takes 0.6 MiB") == true)
    try claim.reserve(300_000, saves: 100_000)
    try disk.fill()
    #expect(throws: TrainingFault.self) { try OutputClaim(disk.folder["other"]).reserve(100_000, saves: 0) }
    claim.release()
    try OutputClaim(disk.folder["other"]).reserve(280_000, saves: 0)
  }
}
