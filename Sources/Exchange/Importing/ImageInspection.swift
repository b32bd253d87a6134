import Preferences

/// Has the images of rows looked at, each file once for as long as it is remembered.
struct ImageInspection {
  private let source: any ImageSource
  private let decodingPixels: Bool
  private var known: [PathKey: Found] = [:]

  typealias Found = Result<FoundImage, ImageFault>

  /// Some megabytes; then everything is forgotten at once, which costs a second look. Rows that share images
  /// stand near each other in the data sets there are.
  private static let knownLimit = 10_000

  init(source: any ImageSource, decodingPixels: Bool) {
    self.source = source
    self.decodingPixels = decodingPixels
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

  /// For each image the first of its paths where a file is.
  private func find(_ wanted: [[String]]) -> [Found] {
    var found = [Found](repeating: .failure(.missing), count: wanted.count)
    var attempt = 0
    while true {
      let open = wanted.indices.filter { found[$0] == .failure(.missing) && attempt < wanted[$0].count }
      if open.isEmpty { return found }
      let paths = open.map { wanted[$0][attempt] }
      let results = source.inspect(filesAt: paths, decodingPixels: decodingPixels)
      for (index, (path, result)) in zip(open, zip(paths, results)) {
        found[index] = result.map { FoundImage(path: path, facts: $0) }
      }
      attempt += 1
    }
  }
}
