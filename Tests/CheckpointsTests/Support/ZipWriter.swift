@testable import Checkpoints

/// Composes zip archives the way `torch.save` does, and, asked to, wrong ones.
struct ZipWriter {
  struct Entry {
    var name: String
    var data: [UInt8]
    var method: UInt64 = 0
    /// Sizes follow, names are UTF-8.
    var flags: UInt64 = 0x808
    /// The CRC-32 of the data unless given; torch writes 0 where it was told to leave checksums out.
    var checksum: UInt32?
    /// Sizes and offset in zip64 fields.
    var isWide = false
    /// Changes the local or the central header when it is written.
    var editLocal: (inout [UInt8]) -> Void = { _ in }
    var editCentral: (inout [UInt8]) -> Void = { _ in }
  }

  var entries: [Entry]
  var hasZip64End = true
  var comment: [UInt8] = []
  var editEnd: (inout [UInt8]) -> Void = { _ in }

  func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let offset = bytes.count
      let checksum = entry.checksum ?? entry.data.withUnsafeBytes { CRC32.of($0) }
      bytes += local(entry, checksum: checksum, at: offset)
      bytes += entry.data
      if entry.flags & 8 != 0 {
        bytes += [0x50, 0x4b, 7, 8]
        bytes.append(UInt64(checksum), width: 4)
        for _ in 0..<2 { bytes.append(entry.data.count, width: entry.isWide ? 8 : 4) }
      }
      var central = Self.central(entry, checksum: checksum, at: offset)
      entry.editCentral(&central)
      directory += central
    }
    return bytes + directory + end(directoryAt: bytes.count, size: directory.count)
  }

  /// The header, padded so that the data begin at a multiple of 64.
  private func local(_ entry: Entry, checksum: UInt32, at offset: Int) -> [UInt8] {
    let sizesFollow = entry.flags & 8 != 0
    var header: [UInt8] = [0x50, 0x4b, 3, 4, 0, 0]
    header.append(entry.flags, width: 2)
    header.append(entry.method, width: 2)
    header.append(0, width: 4)
    header.append(sizesFollow ? 0 : UInt64(checksum), width: 4)
    for _ in 0..<2 { header.append(sizesFollow ? 0 : entry.isWide ? -1 : entry.data.count, width: 4) }
    header.append(entry.name.utf8.count, width: 2)
    var extra: [UInt8] = []
    if entry.isWide {
      extra += [1, 0, 16, 0]
      for _ in 0..<2 { extra.append(entry.data.count, width: 8) }
    }
    let used = offset + 30 + entry.name.utf8.count + extra.count + 4
    let padding = (64 - used % 64) % 64
    extra += [0x46, 0x42]
    extra.append(padding, width: 2)
    extra += [UInt8](repeating: 0x5a, count: padding)
    header.append(extra.count, width: 2)
    header += Array(entry.name.utf8) + extra
    entry.editLocal(&header)
    return header
  }

  private static func central(_ entry: Entry, checksum: UInt32, at offset: Int) -> [UInt8] {
    var header: [UInt8] = [0x50, 0x4b, 1, 2, 0, 0, 0, 0]
    header.append(entry.flags, width: 2)
    header.append(entry.method, width: 2)
    header.append(0, width: 4)
    header.append(UInt64(checksum), width: 4)
    for _ in 0..<2 { header.append(entry.isWide ? -1 : entry.data.count, width: 4) }
    header.append(entry.name.utf8.count, width: 2)
    header.append(entry.isWide ? 28 : 0, width: 2)
    header.append(0, width: 10)
    header.append(entry.isWide ? -1 : offset, width: 4)
    header += Array(entry.name.utf8)
    if entry.isWide {
      header += [1, 0, 24, 0]
      header.append(entry.data.count, width: 8)
      header.append(entry.data.count, width: 8)
      header.append(offset, width: 8)
    }
    return header
  }

  private func end(directoryAt start: Int, size: Int) -> [UInt8] {
    var end: [UInt8] = []
    if hasZip64End {
      end += [0x50, 0x4b, 6, 6]
      end.append(44, width: 8)
      end.append(0, width: 12)
      for number in [entries.count, entries.count, size, start] { end.append(number, width: 8) }
      end += [0x50, 0x4b, 6, 7]
      end.append(0, width: 4)
      end.append(start + size, width: 8)
      end.append(1, width: 4)
    }
    end += [0x50, 0x4b, 5, 6]
    end.append(0, width: 4)
    for _ in 0..<2 { end.append(entries.count, width: 2) }
    end.append(size, width: 4)
    end.append(start, width: 4)
    end.append(comment.count, width: 2)
    end += comment
    editEnd(&end)
    return end
  }
}
