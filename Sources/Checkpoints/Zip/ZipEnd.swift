/// The records that end a zip archive and say where its directory lies.
enum ZipEnd {
  private static let part = "end of the zip archive"

  /// Where the directory lies, and how many entries it has.
  static func bounds(of file: MappedFile) throws(CheckpointFault) -> (range: Range<Int>, count: Int) {
    let end = try position(in: file)
    var record = ByteCursor(file, end..<file.count, part: part)
    _ = try record.take(4)
    let disks = [try record.number(2), try record.number(2)]
    let counts = [try record.number(2), try record.number(2)]
    let size = try record.number(4)
    let start = try record.number(4)

    if let wide = try zip64(in: file, before: end) {
      // What fits the old record stands there too, and has to be the same.
      guard counts.allSatisfy({ $0 == 0xffff || $0 == wide.count }),
        size == 0xffff_ffff || size == wide.range.count,
        start == 0xffff_ffff || start == wide.range.lowerBound
      else { throw record.damaged("its two end records disagree", at: end) }
      return wide
    }
    guard disks == [0, 0], counts[0] == counts[1] else {
      throw record.damaged("it has several volumes", at: end)
    }
    guard start <= end, size == end - start else {
      throw record.damaged("the directory does not end where this record begins", at: end)
    }
    return (start..<end, counts[0])
  }

  /// A comment of up to 65,535 bytes may follow the record, and nothing else.
  private static func position(in file: MappedFile) throws(CheckpointFault) -> Int {
    var position = file.count - 22
    let least = max(0, position - 0xffff)
    while position >= least {
      if file.holds([0x50, 0x4b, 5, 6], at: position) {
        let comment = Int(file[position + 20]) | Int(file[position + 21]) << 8
        if position + 22 + comment == file.count { return position }
      }
      position -= 1
    }
    throw .damaged(file: file.path, part: part, offset: file.count, reason: "its last record is missing")
  }

  private static func zip64(
    in file: MappedFile, before end: Int
  ) throws(CheckpointFault) -> (range: Range<Int>, count: Int)? {
    let locatorStart = end - 20
    guard file.holds([0x50, 0x4b, 6, 7], at: locatorStart) else { return nil }
    var locator = ByteCursor(file, locatorStart..<end, part: part)
    _ = try locator.take(4)
    let disk = try locator.number(4)
    let start = try locator.number(8)
    // Some writers count the only disk as none.
    guard disk == 0, try locator.number(4) <= 1 else { throw locator.damaged("it has several volumes") }
    guard start <= locatorStart, file.holds([0x50, 0x4b, 6, 6], at: start) else {
      throw locator.damaged("its zip64 record is missing")
    }
    var record = ByteCursor(file, start..<locatorStart, part: part)
    _ = try record.take(4)
    guard try record.number(8) == locatorStart - start - 12 else {
      throw record.damaged("its zip64 record has a wrong length")
    }
    // Versions say nothing that matters.
    _ = try record.take(4)
    guard try record.number(4) == 0, try record.number(4) == 0 else {
      throw record.damaged("it has several volumes")
    }
    let count = try record.number(8)
    guard try record.number(8) == count else { throw record.damaged("it has several volumes") }
    let size = try record.number(8)
    let directory = try record.number(8)
    guard directory <= start, size == start - directory else {
      throw record.damaged("the directory does not end where the zip64 record begins")
    }
    return (directory..<start, count)
  }
}
