import FoundationEssentials
import Output
import Preferences
import TestSupport
import Testing

@testable import Exchange

@Suite struct ImagePathsTests {
  private func name(of path: String, from folder: String, isWhole: Bool = true) -> String {
    ImagePaths(from: folder) { _ in isWhole }.name(
      of: Candidate(
        image: ContentImages.image(named: "a"), path: path, generator: nil,
        size: PixelSize(width: 8, height: 8)))
  }

  @Test func imagesAreNamedFromTheExportOnWhereBothMoveTogether() {
    #expect(name(of: "/study/images/a.png", from: "/study") == "images/a.png")
    #expect(name(of: "/study/images/a.png", from: "/study/exports") == "../images/a.png")
    #expect(name(of: "/study/images/a.png", from: "/study/exports/") == "../images/a.png")
    #expect(name(of: "/study/images/a.png", from: "/study/exports", isWhole: false) == "/study/images/a.png")
    #expect(name(of: "/data/a.png", from: "/study/exports") == "/data/a.png")
    #expect(name(of: "/studies/a.png", from: "/study", isWhole: false) == "/studies/a.png")
    #expect(name(of: "/a.png", from: "/") == "a.png")
  }

  @Test(arguments: ["", "exports"])
  func anExportThatMovedWithItsImagesIsImportedFromItsNewPlace(place: String) throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] { try folder.write("image \(name)", to: "old/images/\(name)") }
    let records = try Records(names: ["a", "b"], in: folder["old/images"])
    let choice = try records.record(.preferred(records.image("b")))
    let paths = ImagePaths(from: folder["old/" + place]) { $0 == folder["old"] }
    let text = try Records.export([choice], as: .jsonl, paths: paths, comparisons: [records.comparison]).text
    try folder.write(text, to: "old/\(place)/out.jsonl")
    try FileManager.default.moveItem(atPath: folder["old"], toPath: folder["new"])
    let imported = try Imported.from(folder["new/\(place)/out.jsonl"])
    #expect(imported.rejected == [])
    #expect(try imported.records().map(\.choice) == [choice.choice])
    #expect(
      Set(imported.comparisons.flatMap { $0.comparison.candidates.map(\.path) })
        == [folder["new/images/a"], folder["new/images/b"]])
  }
}
