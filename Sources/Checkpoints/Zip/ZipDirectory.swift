/// The entries of a zip archive (APPNOTE 6.3.10, with zip64), each checked against its local header.
///
/// Strict where readers differ, since an archive that two programs read differently hides something: names are
/// unique, entries lie apart from each other and before the directory, the directory ends where the end record
/// begins, and nothing follows that.
struct ZipDirectory {
  let file: MappedFile
  /// In the order of the directory.
  let entries: [ZipEntry]

  static let part = "zip directory"

  init(_ file: MappedFile) throws(CheckpointFault) {
    self.file = file
    let bounds = try ZipEnd.bounds(of: file)
    var cursor = ByteCursor(file, bounds.range, part: Self.part)
    // Forty-six bytes are the least that an entry takes.
    guard bounds.count <= bounds.range.count / 46 else {
      throw cursor.damaged("it cannot hold the \(bounds.count) entries it claims")
    }
    var entries: [ZipEntry] = []
    entries.reserveCapacity(bounds.count)
    for _ in 0..<bounds.count { entries.append(try ZipEntry(reading: &cursor)) }
    guard cursor.isAtEnd else { throw cursor.damaged("more follows its \(bounds.count) entries") }

    var names: Set<String> = []
    for entry in entries where !names.insert(entry.name).inserted {
      throw .damaged(
        file: file.path, part: Self.part, offset: entry.headerOffset,
        reason: "the name \(entry.name) stands there twice")
    }
    let ordered = entries.indices.sorted { entries[$0].headerOffset < entries[$1].headerOffset }
    for (place, index) in ordered.enumerated() {
      let limit =
        place + 1 < ordered.count ? entries[ordered[place + 1]].headerOffset : bounds.range.lowerBound
      try entries[index].locateData(in: file, before: limit)
    }
    self.entries = entries
  }
}
