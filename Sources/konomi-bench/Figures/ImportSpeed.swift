import ArgumentParser
import FoundationEssentials
import Glibc
import Imaging
import Scenes

struct ImportSpeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Import of a JSONL manifest against hashing the same files alone.")

  @Option(help: "How many comparisons of two images.")
  var comparisons = 100_000

  @Option(help: "How many rounds; each times both, one after the other.")
  var rounds = 3

  func run() throws {
    let workplace = try Workplace()
    let files = try writeImages(in: workplace)
    let manifest = try writeManifest(comparisons, of: files, in: workplace)
    let tenth = try writeManifest(comparisons / 10, of: files, in: workplace)

    // Once before measuring, so that all files come from memory every time.
    try hash(files)
    let peakOfTenth = try runImport(of: tenth, in: workplace, round: -1)
    var ratios: [Double] = []
    var peaks: [Double] = []
    for round in 0..<rounds {
      let hashing = try ContinuousClock.time { try hash(files) }
      let importing = try ContinuousClock.time {
        peaks.append(try runImport(of: manifest, in: workplace, round: round))
      }
      ratios.append(hashing / importing)
    }
    try Figure(
      "speed of importing \(comparisons) comparisons on two threads against hashing their files on one",
      ratios.median, "ratio", target: ">= 0.5", n: rounds,
      note: "ratios \(ratios.min() ?? 0) to \(ratios.max() ?? 0)"
    ).print()
    try Figure(
      "peak memory of importing \(comparisons) comparisons", peaks.median, "MB", target: "flat", n: rounds,
      note: "\(peakOfTenth) MB for a tenth of them"
    ).print()
  }

  /// JPEG files that differ by a comment, so that each has a digest of its own.
  private func writeImages(in workplace: Workplace) throws -> [String] {
    let scenes = SceneSet(seed: 3, candidates: 2...2)
    let pictures = try (0..<50).flatMap { number in
      try scenes.comparison(number).candidates.map { candidate in
        let raster = candidate.raster(side: 256)
        return try ImageFileWriter.encode(rgba: raster.rgba, width: 256, height: 256, format: .jpeg)
      }
    }
    return try (0..<comparisons * 2).map { number in
      let path = "\(workplace.folder)/\(number).jpg"
      let picture = pictures[number % pictures.count]
      let comment = Array("\(number)".utf8)
      let segment = [0xff, 0xfe, 0, UInt8(comment.count + 2)] + comment
      try Data(picture[..<2] + segment + picture[2...]).write(to: URL(filePath: path))
      return path
    }
  }

  private func writeManifest(_ count: Int, of files: [String], in workplace: Workplace) throws -> String {
    let path = workplace.folder + "/\(count).jsonl"
    var lines = ""
    for number in 0..<count {
      lines +=
        #"{"prompt":"comparison \#(number)","candidates":[{"image":"\#(files[2 * number])","generator":"a"},"#
      lines += #"{"image":"\#(files[2 * number + 1])","generator":"b"}]}"# + "\n"
    }
    try Data(lines.utf8).write(to: URL(filePath: path))
    return path
  }

  private func hash(_ files: [String]) throws {
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      _ = SHA256.digest(of: bytes)
    }
  }

  /// - Returns: the highest resident memory of the importing process, in megabytes.
  private func runImport(of manifest: String, in workplace: Workplace, round: Int) throws -> Double {
    let screen = try PseudoTerminal(
      try workplace.konomi, ["import", manifest, "--db", workplace.folder + "/round\(round).db"],
      columns: 120, rows: 40,
      environment: ["TERM=xterm-256color", "HOME=\(workplace.folder)", "PATH=/usr/bin:/bin"])
    return try screen.waitForExit()
  }
}
