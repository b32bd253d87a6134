import Output

/// A tar archive (POSIX.1-1988, "ustar") on its way into a file. Entries are plain files of nobody's, of no time: the
/// same entries give the same bytes.
final class TarArchive {
  private let file: OutputFile
  private(set) var byteCount = 0

  private static let block = 512

  /// - Parameter file: empty.
  init(_ file: OutputFile) {
    self.file = file
  }

  /// How many bytes an entry takes.
  static func size(of contents: [UInt8]) -> Int {
    block + (contents.count + block - 1) / block * block
  }

  /// - Parameter name: ASCII, at most 100 characters.
  /// - Parameter contents: less than 8 GiB.
  func add(_ contents: [UInt8], as name: String) throws(OutputFault) {
    try file.write(Self.header(name: name, byteCount: contents.count))
    try file.write(contents)
    let padding = Self.size(of: contents) - Self.block - contents.count
    if padding > 0 { try file.write(repeatElement(0, count: padding)) }
    byteCount += Self.size(of: contents)
  }

  /// Writes the end mark. Nothing is to be added after it.
  func finish() throws(OutputFault) {
    try file.write(repeatElement(0, count: 2 * Self.block))
  }

  private static func header(name: String, byteCount: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: block)
    func put(_ text: String, at place: Int, limit: Int) {
      for (index, byte) in text.utf8.prefix(limit).enumerated() { header[place + index] = byte }
    }
    func put(octal number: Int, digits: Int, at place: Int) {
      let text = String(number, radix: 8)
      put(String(repeating: "0", count: max(0, digits - text.utf8.count)) + text, at: place, limit: digits)
    }
    put(name, at: 0, limit: 100)
    put(octal: 0o644, digits: 7, at: 100)
    put(octal: 0, digits: 7, at: 108)
    put(octal: 0, digits: 7, at: 116)
    put(octal: byteCount, digits: 11, at: 124)
    put(octal: 0, digits: 11, at: 136)
    put("0", at: 156, limit: 1)
    put("ustar", at: 257, limit: 5)
    put("00", at: 263, limit: 2)
    put(octal: 0, digits: 7, at: 329)
    put(octal: 0, digits: 7, at: 337)
    // The sum counts its own field as spaces.
    let sum = header.reduce(8 * 0x20) { $0 + Int($1) }
    put(octal: sum, digits: 6, at: 148)
    header[155] = 0x20
    return header
  }
}
