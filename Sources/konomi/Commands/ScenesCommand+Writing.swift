import Dispatch
import Foundation
import Imaging
import Output
import Scenes
import Synchronization

/// Writes comparisons of a set as image files and the lines of a manifest.
struct SceneWriter: Sendable {
  let set: SceneSet
  let size: Int
  let formats: [WritableImageFormat]
  let isLabelled: Bool
  let folder: URL

  /// Writes comparisons 0..<count on all cores, in batches; each batch is written to the manifest in order, and
  /// only comparisons whose images are all there.
  /// - Returns: how many comparisons are complete.
  /// - Throws: `CommandFailure` when a file or the folder cannot be written.
  func write(count: Int, until isStopped: @Sendable () -> Bool) throws -> Int {
    let manifest = try makeManifest()
    var progress = ProgressLine(unit: "comparisons")
    defer { progress.clear() }
    let batch = 4 * ProcessInfo.processInfo.activeProcessorCount
    var written = 0
    for start in stride(from: 0, to: count, by: batch) where !isStopped() {
      let size = min(batch, count - start)
      let results = Mutex([Result<Data, any Error>?](repeating: nil, count: size))
      DispatchQueue.concurrentPerform(iterations: size) { index in
        guard !isStopped() else { return }
        let result = Result { try line(for: start + index) }
        results.withLock { $0[index] = result }
      }
      for result in results.withLock({ $0 }) {
        guard let result else { continue }
        try manifest.write(try result.get())
        written += 1
      }
      progress.show(written, fraction: Double(written) / Double(count))
    }
    return written
  }

  /// Paints and writes the images of a comparison.
  private func line(for number: Int) throws -> Data {
    let comparison = set.comparison(number)
    var random = SplitMix64(seed: ~set.seed, stream: UInt64(number))
    var candidates: [ManifestLine.Candidate] = []
    for (index, candidate) in comparison.candidates.enumerated() {
      let format = random.pick(formats) ?? .png
      let digits = String(number)
      let name = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
      let path = "images/\(name)-\(["a", "b", "c", "d"][index]).\(format == .jpeg ? "jpg" : format.rawValue)"
      let raster = candidate.raster(side: size)
      try ImageFileWriter.write(
        rgba: raster.rgba, width: raster.width, height: raster.height, format: format,
        to: folder.appending(path: path).path)
      candidates.append(ManifestLine.Candidate(image: path, generator: candidate.generator.name))
    }
    let line = ManifestLine(
      id: "scene-\(set.seed)-\(number)", prompt: comparison.prompt, candidates: candidates,
      choices: isLabelled ? [ManifestLine.Choice(comparison)] : nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(line) + Data("\n".utf8)
  }

  /// Nothing that is there is written over: neither a manifest nor what another one may speak of.
  private func makeManifest() throws -> OutputFile {
    let files = FileManager.default
    let images = folder.appending(path: "images").path
    do {
      try files.createDirectory(atPath: images, withIntermediateDirectories: true)
    } catch {
      throw OutputFault(path: images, code: errno)
    }
    let manifest = folder.appending(path: "manifest.jsonl").path
    for path in [manifest, images] where !isFree(path) {
      throw CommandFailure(.cannotCreate, "\(path): is there already; choose another folder")
    }
    return try OutputFile(path: manifest, reportedAs: manifest)
  }

  private func isFree(_ path: String) -> Bool {
    guard (try? FileManager.default.attributesOfItem(atPath: path)) != nil else { return true }
    return (try? FileManager.default.contentsOfDirectory(atPath: path).isEmpty) ?? false
  }
}

/// One comparison in a manifest; image paths are relative to it.
private struct ManifestLine: Encodable {
  struct Candidate: Encodable {
    let image: String
    let generator: String
  }

  struct Choice: Encodable {
    let annotator: String
    let outcome: String
    var preferred: Int?
    var ranking: [[Int]]?

    /// What follows from the flaws: the best one, or the order where several are equally good.
    init(_ comparison: SceneComparison) {
      annotator = "construction"
      let order = comparison.ranking
      if let best = comparison.preferred {
        outcome = "preferred"
        preferred = best
      } else if order.count == 1 {
        outcome = "tie"
      } else {
        outcome = "ranking"
        ranking = order
      }
    }
  }

  let id: String
  let prompt: String
  let candidates: [Candidate]
  let choices: [Choice]?
}
