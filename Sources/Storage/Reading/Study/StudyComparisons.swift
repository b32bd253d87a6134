import GRDB
import Preferences

/// All comparisons of a file, in columns.
struct StudyComparisons {
  private(set) var index = KeyIndex()
  private(set) var ids: [ComparisonID] = []
  private(set) var prompts: [Int] = []
  /// Where each comparison's candidates begin among all.
  private var firstCandidates: [Int32] = []
  private var digests: [Digest] = []
  private(set) var generators: [Int32] = []
  /// `ImageSight.rawValue` of each candidate; −1 where nobody has looked.
  private var sights: [Int8] = []
  /// The tags of those comparisons that have any.
  private(set) var tags: [Int: [Int32]] = [:]

  /// The first half of a SHA-256, which is as good as the whole to find an image among those of a comparison.
  struct Digest: Hashable {
    let high: UInt64
    let low: UInt64

    /// - Parameter bytes: 16 or more.
    init(_ bytes: UnsafeRawBufferPointer) {
      high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
      low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    init(high: UInt64, low: UInt64) {
      self.high = high
      self.low = low
    }
  }

  init(_ db: Database, for builder: inout StudyBuilder, _ pulse: inout StudyPulse) throws {
    try db.forEachRow("SELECT key, id, prompt FROM comparison ORDER BY key") { row in
      try pulse.beat()
      index.append(try row.integer64(0))
      ids.append(try row.id(1))
      prompts.append(StudyBuilder.fingerprint(ofPrompt: try row.textBytes(2)))
    }
    var names = GeneratorNames()
    let candidates = "SELECT comparison, sha256, generator, sight FROM candidate ORDER BY comparison, sha256"
    firstCandidates.reserveCapacity(index.count + 1)
    try db.forEachRow(candidates) { row in
      try pulse.beat()
      let comparison = try place(try row.integer64(0))
      while firstCandidates.count <= comparison { firstCandidates.append(Int32(digests.count)) }
      digests.append(Digest(try row.blob(1, count: 32)))
      generators.append(try names.index(of: row, column: 2, in: &builder))
      sights.append(try row.optionalInteger(3).map { Int8(clamping: $0) } ?? -1)
    }
    while firstCandidates.count <= index.count { firstCandidates.append(Int32(digests.count)) }
    try db.forEachRow("SELECT comparison, tag FROM comparison_tag ORDER BY comparison, tag") { row in
      try pulse.beat()
      tags[try place(try row.integer64(0)), default: []].append(builder.index(ofTag: try row.text(1)))
    }
  }

  /// The place of a comparison by its key.
  func place(_ key: Int64) throws(StoreFault) -> Int {
    guard let place = index[key] else {
      throw .inconsistent("a comparison that others refer to is missing")
    }
    return place
  }

  func candidates(of comparison: Int) -> Range<Int> {
    Int(firstCandidates[comparison])..<Int(firstCandidates[comparison + 1])
  }

  func sights(of comparison: Int) -> [ImageSight?] {
    sights[candidates(of: comparison)].map { $0 < 0 ? nil : ImageSight(rawValue: Int($0)) }
  }

  /// The place of an image among a comparison's candidates.
  func place(of digest: Digest, in comparison: Int) -> Int32? {
    let range = candidates(of: comparison)
    return range.first { digests[$0] == digest }.map { Int32($0 - range.lowerBound) }
  }
}

/// Finds a generator's number by its bytes. There are few generators, in the same order in every comparison.
private struct GeneratorNames {
  private var known: [(bytes: [UInt8], index: Int32)] = []
  private var last = 0
  private static let searched = 32

  mutating func index(
    of row: Columns, column: Int32, in builder: inout StudyBuilder
  ) throws(StoreFault) -> Int32 {
    if row.isNull(column) { return -1 }
    let bytes = try row.textBytes(column)
    for step in 0..<known.count {
      let place = (last + 1 + step) % known.count
      if known[place].bytes.elementsEqual(bytes) {
        last = place
        return known[place].index
      }
    }
    let index = builder.index(ofGenerator: try row.text(column))
    if known.count < Self.searched { known.append((Array(bytes), index)) }
    return index
  }
}

/// Asks once in many rows whether to go on.
struct StudyPulse {
  struct Cancelled: Error {}

  let isCancelled: () -> Bool
  private var beats = 0

  init(isCancelled: @escaping () -> Bool) {
    self.isCancelled = isCancelled
  }

  mutating func beat() throws {
    beats &+= 1
    if beats & 0x7fff == 0, isCancelled() { throw Cancelled() }
  }
}
