import Output

/// Spreads the samples of one side over numbered tar files of a folder: `train-000000.tar`, `train-000001.tar` ….
struct ShardWriter {
  private let folder: NewFolder
  /// Where the shards lie and how their names begin.
  private let prefix: String
  private let sampleLimit: Int
  private let byteLimit: Int
  private var archive: TarArchive?
  private var sampleCount = 0
  /// Samples of each shard.
  private(set) var sizes: [Int] = []

  init(_ folder: NewFolder, prefix: String, settings: TrainingSettings) {
    self.folder = folder
    self.prefix = prefix
    sampleLimit = settings.shardSamples
    byteLimit = settings.shardBytes
  }

  /// - Parameter files: of one sample, by what follows its key in their names.
  mutating func add(_ files: [(suffix: String, contents: [UInt8])]) throws(OutputFault) {
    let size = files.reduce(0) { $0 + TarArchive.size(of: $1.contents) }
    var archive: TarArchive
    if let open = self.archive, sizes[sizes.count - 1] < sampleLimit, open.byteCount + size <= byteLimit {
      archive = open
    } else {
      try finish()
      archive = TarArchive(try folder.file(prefix + Self.padded(sizes.count, digits: 6) + ".tar"))
      self.archive = archive
      sizes.append(0)
    }
    let key = Self.padded(sampleCount, digits: 9)
    for file in files { try archive.add(file.contents, as: "\(key).\(file.suffix)") }
    sizes[sizes.count - 1] += 1
    sampleCount += 1
  }

  mutating func finish() throws(OutputFault) {
    try archive?.finish()
    archive = nil
  }

  static func padded(_ number: Int, digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
