/// The first thing that makes bytes no JSON, by RFC 8259, and where it stands. Only asked of rows that could not be read:
/// what reads them says no more than that.
struct JSONFault: Equatable {
  let reason: String
  /// Of the byte in the row.
  let offset: Int
  /// Keys and indices that lead there, such as `scores[2]`; empty outside the first value.
  let key: String

  /// - Returns: `nil` where nothing is wrong.
  init?(in bytes: [UInt8]) {
    var scan = JSONScan(bytes)
    do throws(JSONScan.Stop) {
      try scan.document()
      return nil
    } catch {
      self.init(reason: error.reason, offset: error.offset, key: scan.key)
    }
  }

  private init(reason: String, offset: Int, key: String) {
    self.reason = reason
    self.offset = offset
    self.key = key
  }

  /// `score, column 34: NaN is no number of JSON's; write null`
  func inWords(of row: [UInt8]) -> String {
    let before = row[..<min(offset, row.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") }
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count { $0 & 0xc0 != 0x80 } + 1
    let place = line == 0 ? "column \(column)" : "its line \(line + 1), column \(column)"
    let key = key.utf8.count > 200 ? "" : key
    return "\(key.isEmpty ? "" : key + ", ")\(place): \(reason)"
  }
}

/// Walks through a text of JSON and stops at the first fault.
private struct JSONScan {
  private let bytes: [UInt8]
  private var position = 0
  private var path: [Step] = []

  struct Stop: Error {
    let reason: String
    let offset: Int
  }

  private enum Step {
    case key(String)
    case index(Int)
  }

  private static let depthLimit = 512

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var key: String {
    path.reduce(into: "") { text, step in
      switch step {
      case .key(let name): text += text.isEmpty ? name : "." + name
      case .index(let index): text += "[\(index)]"
      }
    }
  }

  mutating func document() throws(Stop) {
    try value()
    skipSpace()
    if position < bytes.count { throw stop("something follows the end of the row") }
  }

  private mutating func value() throws(Stop) {
    skipSpace()
    guard let byte = current else { throw stop("the row ends where a value is expected") }
    switch byte {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: try word()
    }
  }

  private mutating func object() throws(Stop) {
    try enter()
    if take("}") { return }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw stop("a key in quotes is expected") }
      path.append(.key(try string()))
      guard take(":") else { throw stop("a colon is expected after the key") }
      try value()
      path.removeLast()
      if take("}") { return }
      guard take(",") else { throw stop("a comma or } is expected") }
    }
  }

  private mutating func array() throws(Stop) {
    try enter()
    if take("]") { return }
    var index = 0
    while true {
      path.append(.index(index))
      try value()
      path.removeLast()
      index += 1
      if take("]") { return }
      guard take(",") else { throw stop("a comma or ] is expected") }
    }
  }

  private mutating func enter() throws(Stop) {
    if path.count >= Self.depthLimit { throw stop("nested more than \(Self.depthLimit) deep") }
    position += 1
  }

  private mutating func word() throws(Stop) {
    let start = position
    while let byte = current, Self.isLetter(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "true", "false", "null": return
    case "NaN", "nan", "Infinity", "inf": throw Stop(reason: Self.noNumber(word), offset: start)
    case "": throw stop("no value of JSON begins like this")
    default: throw Stop(reason: "\(word) is no value of JSON's", offset: start)
    }
  }

  private mutating func number() throws(Stop) {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if let byte = current, Self.isLetter(byte) {
      while let byte = current, Self.isLetter(byte) { position += 1 }
      throw Stop(
        reason: Self.noNumber(String(decoding: bytes[start..<position], as: UTF8.self)), offset: start)
    }
    let whole = digits()
    guard whole > 0 else { throw stop("a digit is expected") }
    if whole > 1, bytes[position - whole] == UInt8(ascii: "0") {
      throw Stop(reason: "a number begins with 0", offset: start)
    }
    if take(here: ".") { guard digits() > 0 else { throw stop("a digit is expected") } }
    if take(here: "e") || take(here: "E") {
      if !take(here: "+") { _ = take(here: "-") }
      guard digits() > 0 else { throw stop("a digit is expected") }
    }
  }

  /// - Returns: what it says, for the name of a key.
  private mutating func string() throws(Stop) -> String {
    position += 1
    let start = position
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: bytes[start..<position - 1], as: UTF8.self)
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20: throw stop("a control character in a text; write it as \\u00\(Self.hexadecimal(byte))")
      default: position += 1
      }
    }
    throw stop("the row ends inside a text")
  }

  private mutating func escape() throws(Stop) {
    let start = position
    position += 1
    guard let byte = current else { throw stop("the row ends inside a text") }
    guard byte == UInt8(ascii: "u") else {
      guard Array("\"\\/bfnrt".utf8).contains(byte) else {
        throw Stop(
          reason: "\\\(String(decoding: [byte], as: UTF8.self)) is no escape of JSON's", offset: start)
      }
      position += 1
      return
    }
    let unit = try codeUnit(from: start)
    if 0xdc00...0xdfff ~= unit { throw Self.loneSurrogate(unit, at: start) }
    guard 0xd800...0xdbff ~= unit else { return }
    guard current == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
    else { throw Self.loneSurrogate(unit, at: start) }
    let second = position
    position += 1
    guard 0xdc00...0xdfff ~= (try codeUnit(from: second)) else { throw Self.loneSurrogate(unit, at: start) }
  }

  /// The four digits behind `u`.
  private mutating func codeUnit(from start: Int) throws(Stop) -> UInt32 {
    let end = position + 5
    guard end <= bytes.count,
      let unit = UInt32(String(decoding: bytes[position + 1..<end], as: UTF8.self), radix: 16)
    else { throw Stop(reason: "\\u is not followed by four hexadecimal digits", offset: start) }
    position = end
    return unit
  }

  private static func loneSurrogate(_ unit: UInt32, at offset: Int) -> Stop {
    Stop(
      reason: """
        \\u\(String(unit, radix: 16)) is half of a pair whose other half is missing, and no text can hold it; write \
        \\ufffd in its place
        """, offset: offset)
  }

  private static func noNumber(_ word: String) -> String {
    "\(word) is no number of JSON's; write null, or take the key away"
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = current, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    return position - start
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  private mutating func take(here character: Character) -> Bool {
    guard current == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func take(_ character: Character) -> Bool {
    skipSpace()
    return take(here: character)
  }

  private func stop(_ reason: String) -> Stop {
    Stop(reason: reason, offset: position)
  }
}
