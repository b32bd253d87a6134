import Foundation
import TestSupport
import Testing

/// A picture that several comparisons have in common, as the black one of a safety checker is.
@Suite(.serialized, .enabled(if: TmuxScreen.isInstalled, "tmux is not installed"))
struct SharedPictureTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Twelve comparisons of a picture of their own and one byte-identical file under twelve paths.
  private func importComparisons() throws {
    let images = RepositoryPaths.root.appending(path: "Data/demo/images")
    let names = try FileManager.default.contentsOfDirectory(atPath: images.path).sorted()
    let shared = [UInt8](try Data(contentsOf: images.appending(path: names[0])))
    var lines: [String] = []
    for number in 1...12 {
      let own = images.appending(path: names[number])
      try folder.write([UInt8](try Data(contentsOf: own)), to: "own-\(number).\(own.pathExtension)")
      try folder.write(shared, to: "shared-\(number).webp")
      lines.append(
        """
        {"prompt":"scene \(number)","candidates":[{"image":"own-\(number).\(own.pathExtension)"},\
        {"image":"shared-\(number).webp"}]}
        """)
    }
    try folder.write(lines.joined(separator: "\n"), to: "manifest.jsonl")
    let result = try Program.run(
      ["import", folder["manifest.jsonl"], "--db", folder["study.db"]], in: folder)
    try #require(result.status == 0, "\(result.errors)")
  }

  @Test func theSamePictureInTwelveComparisonsAppearsInAllOfThem() throws {
    try importComparisons()
    let screen = try TmuxScreen(
      ["annotate", "--db", folder["study.db"], "--annotator", "mia"], in: folder)
    try screen.wait(for: "trial 1/12")
    for trial in 1...12 {
      let next = trial == 12 ? "All trials judged" : "trial \(trial + 1)/12"
      try screen.type(trial.isMultiple(of: 2) ? "1" : "2", until: next) { $0.contains(next) }
    }
    try screen.type("q")
    try screen.wait(for: "ended with status 0")
    #expect(try screen.text().contains("12 choices recorded, 12 of 12 trials done"))
  }
}
