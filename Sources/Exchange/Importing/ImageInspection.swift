import Dispatch
import Preferences
import Synchronization

/// Reads the images of rows on several threads, each file once for as long as it is remembered.
struct ImageInspection {
  private let source: any ImageSource
  private let decodingPixels: Bool
  private let threads: Int
  private var known: [PathKey: Found] = [:]

  typealias Found = Result<FoundImage, ImageFault>

  /// Some megabytes; then everything is forgotten at once, which costs a second look. Rows that share images
  /// stand near each other in the data sets there are.
  private static let knownLimit = 10_000

  init(source: any ImageSource, decodingPixels: Bool, threads: Int) {
    self.source = source
    self.decodingPixels = decodingPixels
    self.threads = max(1, threads)
  }

  /// - Returns: for each row what was found for each of its images.
  mutating func inspect(_ rows: [ImportRow]) -> [[Found]] {
    if known.count > Self.knownLimit { known = [:] }
    var unknown: [PathKey: [String]] = [:]
    for image in rows.lazy.flatMap(\.images) {
      let key = PathKey(image.paths)
      if known[key] == nil { unknown[key] = image.paths }
    }
    let found = find(Array(unknown.values))
    for (key, found) in zip(unknown.keys, found) { known[key] = found }
    return rows.map { row in row.images.map { known[PathKey($0.paths)] ?? .failure(.missing) } }
  }

  /// The paths where an image may lie, as bytes: two file names that are the same text to Unicode may be two
  /// files.
  private struct PathKey: Hashable {
    private let bytes: [UInt8]

    init(_ paths: [String]) {
      bytes = Array(paths.joined(separator: "\0").utf8)
    }
  }

  private func find(_ wanted: [[String]]) -> [Found] {
    let results = Mutex([Found](repeating: .failure(.missing), count: wanted.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, wanted.count)) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < wanted.count else { return }
        let found = find(wanted[index])
        results.withLock { $0[index] = found }
      }
    }
    return results.withLock { $0 }
  }

  private func find(_ paths: [String]) -> Found {
    for path in paths {
      do throws(ImageFault) {
        let facts = try source.inspect(fileAt: path, decodingPixels: decodingPixels)
        return .success(FoundImage(path: path, facts: facts))
      } catch {
        if error != .missing { return .failure(error) }
      }
    }
    return .failure(.missing)
  }
}
