/// One entry of a zip archive, as its directory describes it.
struct ZipEntry {
  let name: String
  let headerOffset: Int
  let isCompressed: Bool
  /// What it would hold unpacked, in bytes.
  let size: Int
  /// 0 where the writer left it out.
  let checksum: UInt32
  /// Where its bytes lie; empty before `locateData`.
  private(set) var data = 0..<0

  private let flags: Int
  private let method: Int
  private let storedSize: Int

  /// Sizes follow the data instead of standing before them.
  private static let sizesFollow = 8

  init(reading cursor: inout ByteCursor) throws(CheckpointFault) {
    let start = cursor.position
    guard try cursor.unsigned(4) == 0x0201_4b50 else {
      throw cursor.damaged("no entry begins there", at: start)
    }
    _ = try cursor.take(4)
    flags = try cursor.number(2)
    method = try cursor.number(2)
    _ = try cursor.take(4)
    checksum = UInt32(truncatingIfNeeded: try cursor.unsigned(4))
    let storedSize = try cursor.number(4)
    let size = try cursor.number(4)
    let nameCount = try cursor.number(2)
    let extraCount = try cursor.number(2)
    let commentCount = try cursor.number(2)
    let disk = try cursor.number(2)
    _ = try cursor.take(6)
    let headerOffset = try cursor.number(4)
    let nameRange = try cursor.take(nameCount)
    guard let name = cursor.file.text(nameRange) else {
      throw cursor.damaged("a name is not UTF-8", at: start)
    }
    guard disk == 0 else { throw cursor.damaged("it has several volumes", at: start) }
    // Bit 0 and bit 6 are the two kinds of encryption, bit 13 hides what the directory says.
    guard flags & 0x2041 == 0 else {
      throw .unsupported(file: cursor.file.path, reason: "\(name) is encrypted")
    }

    var extra = ByteCursor(cursor.file, try cursor.take(extraCount), part: cursor.part)
    let wide = try ZipExtra.widened([size, storedSize, headerOffset], by: &extra)
    _ = try cursor.take(commentCount)
    self.name = name
    isCompressed = method != 0
    self.size = wide[0]
    self.storedSize = wide[1]
    self.headerOffset = wide[2]
    guard isCompressed || self.size == self.storedSize else {
      throw cursor.damaged("\(name) is stored as it is and yet has two sizes", at: start)
    }
  }

  /// Finds the bytes by the local header, which has to say what the directory says.
  /// - Parameter limit: where the next entry or the directory begins.
  mutating func locateData(in file: MappedFile, before limit: Int) throws(CheckpointFault) {
    guard headerOffset <= limit, limit <= file.count else {
      throw .damaged(
        file: file.path, part: name, offset: headerOffset,
        reason: "it lies outside the archive or overlaps another entry")
    }
    var cursor = ByteCursor(file, headerOffset..<limit, part: name)
    guard try cursor.unsigned(4) == 0x0403_4b50 else {
      throw cursor.damaged("no entry begins there", at: headerOffset)
    }
    _ = try cursor.take(2)
    let localFlags = try cursor.number(2)
    let localMethod = try cursor.number(2)
    _ = try cursor.take(4)
    let localChecksum = try cursor.unsigned(4)
    let localStoredSize = try cursor.number(4)
    let localSize = try cursor.number(4)
    let nameCount = try cursor.number(2)
    let extraCount = try cursor.number(2)
    let nameRange = try cursor.take(nameCount)
    var extra = ByteCursor(file, try cursor.take(extraCount), part: name)
    let wide = try ZipExtra.widened([localSize, localStoredSize], by: &extra)
    let isLater = flags & Self.sizesFollow != 0 && wide == [0, 0] && localChecksum == 0
    guard localFlags == flags, localMethod == method, file.bytes(nameRange).elementsEqual(name.utf8),
      isLater || wide == [size, storedSize] && localChecksum == UInt64(checksum)
    else { throw cursor.damaged("its local header says something else than the directory", at: headerOffset) }
    guard storedSize <= limit - cursor.position else {
      throw cursor.damaged(
        "its \(storedSize) bytes reach outside the archive or into another entry", at: headerOffset)
    }
    data = try cursor.take(storedSize)
    try checkDescriptor(&cursor)
  }

  /// Makes sure that nothing lies between these bytes and the next entry but the record that repeats checksum and
  /// sizes. Without this a changed length in the header would move the bytes.
  private func checkDescriptor(_ cursor: inout ByteCursor) throws(CheckpointFault) {
    let start = cursor.position
    if flags & Self.sizesFollow != 0 {
      let width = cursor.end - start == 24 ? 8 : 4
      guard try cursor.unsigned(4) == 0x0807_4b50, try cursor.unsigned(4) == UInt64(checksum),
        try cursor.number(width) == storedSize, try cursor.number(width) == size
      else {
        throw cursor.damaged("the record behind its bytes says something else than the directory", at: start)
      }
    }
    guard cursor.isAtEnd else { throw cursor.damaged("something lies between its bytes and the next entry") }
  }
}

/// The extra field that holds what does not fit 32 bits.
enum ZipExtra {
  /// Replaces each number that is all ones by the next number of the zip64 field.
  static func widened(_ numbers: [Int], by extra: inout ByteCursor) throws(CheckpointFault) -> [Int] {
    guard numbers.contains(0xffff_ffff) else { return numbers }
    // What is shorter than a field's header is padding.
    while extra.end - extra.position >= 4 {
      let kind = try extra.number(2)
      let range = try extra.take(try extra.number(2))
      guard kind == 1 else { continue }
      var field = ByteCursor(extra.file, range, part: extra.part)
      var wide: [Int] = []
      for number in numbers { wide.append(number == 0xffff_ffff ? try field.number(8) : number) }
      return wide
    }
    throw extra.damaged("its zip64 sizes are missing")
  }
}
