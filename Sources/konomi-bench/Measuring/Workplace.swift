import FoundationEssentials
import Imaging
import Preferences
import Scenes
import Storage

/// A folder for one measurement, with the data it needs; gone at the end.
final class Workplace {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/konomi-bench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  var database: String { folder + "/bench.db" }

  /// The konomi of the same build.
  var konomi: String {
    get throws {
      let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(filePath: own).deletingLastPathComponent().appending(path: "konomi").path
    }
  }

  /// An annotator at a terminal of 120×40 in true colour.
  func annotate(_ options: [String] = []) throws -> PseudoTerminal {
    try PseudoTerminal(
      konomi, ["annotate", "--db", database, "--annotator", "bench"] + options, columns: 120, rows: 40,
      environment: [
        "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "HOME=\(folder)", "PATH=/usr/bin:/bin",
      ])
  }

  /// Scenes as PNG files of `side` pixels, two a comparison.
  func writeScenes(_ count: Int, side: Int) throws -> [Comparison] {
    let scenes = SceneSet(seed: 7, candidates: 2...2)
    return try (0..<count).map { number in
      let scene = scenes.comparison(number)
      let candidates = try scene.candidates.enumerated().map { place, candidate in
        let raster = candidate.raster(side: side)
        let path = "\(folder)/\(number)-\(place).png"
        try ImageFileWriter.write(rgba: raster.rgba, width: side, height: side, format: .png, to: path)
        let facts = try ImageFileSource().inspect(fileAt: path, decodingPixels: false)
        return Candidate(image: facts.image, path: path, size: facts.size)
      }
      return try Comparison(prompt: Prompt("\(number): \(scene.prompt)"), candidates: candidates)
    }
  }

  /// As many comparisons as wanted, over images that are there: prompts differ, pictures repeat.
  static func repeating(_ comparisons: [Comparison], count: Int) throws -> [ImportedComparison] {
    try (0..<count).map { number in
      let candidates = comparisons[number % comparisons.count].candidates
      return ImportedComparison(
        comparison: try Comparison(prompt: Prompt("comparison \(number)"), candidates: candidates))
    }
  }

  func fill(_ comparisons: [ImportedComparison]) throws -> SQLiteChoiceStore {
    let store = try SQLiteChoiceStore(path: database)
    for start in stride(from: 0, to: comparisons.count, by: 1000) {
      _ = try store.add(Array(comparisons[start..<min(start + 1000, comparisons.count)]))
    }
    return store
  }
}
