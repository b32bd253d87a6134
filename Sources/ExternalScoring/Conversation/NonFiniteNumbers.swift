/// The numbers that Python's `json.dumps` writes though JSON has no such thing: `NaN`, `Infinity`, `-Infinity`.
enum NonFiniteNumbers {
  private static let words = ["-Infinity", "Infinity", "NaN"].map { Array($0.utf8) }

  /// The line with `null` in their place, wherever they stand outside a string.
  static func replacedByNull(in line: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(line.count)
    var isInString = false
    var place = 0
    while place < line.count {
      let byte = line[place]
      if !isInString, let word = words.first(where: { line[place...].starts(with: $0) }) {
        result += Array("null".utf8)
        place += word.count
        continue
      }
      result.append(byte)
      place += 1
      if isInString, byte == UInt8(ascii: "\\"), place < line.count {
        result.append(line[place])
        place += 1
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      }
    }
    return result
  }
}
