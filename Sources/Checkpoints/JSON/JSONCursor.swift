/// Reads JSON (RFC 8259) value by value, strictly: UTF-8 only, no key twice, nothing nested beyond a limit.
///
/// A decoder that keeps the last of two equal keys would let a file say one thing to one program and something
/// else to another.
struct JSONCursor {
  private var cursor: ByteCursor
  private var depth = 0

  private static let depthLimit = 64

  init(_ cursor: ByteCursor) {
    self.cursor = cursor
  }

  /// Where reading stands, in bytes from the start of the file.
  var position: Int { cursor.position }

  func damaged(_ reason: String, at offset: Int? = nil) -> CheckpointFault {
    cursor.damaged(reason, at: offset)
  }

  /// Reads an object; `member` has to read the value that belongs to the key.
  mutating func object(
    _ member: (String, inout JSONCursor) throws(CheckpointFault) -> Void
  ) throws(CheckpointFault) {
    try open(UInt8(ascii: "{"))
    var keys: Set<String> = []
    var isFirst = true
    while try !closes(UInt8(ascii: "}"), isFirst: &isFirst) {
      let start = position
      let key = try string()
      guard keys.insert(key).inserted else { throw damaged("the key \(key) stands there twice", at: start) }
      skipSpace()
      try expect(UInt8(ascii: ":"))
      try member(key, &self)
    }
  }

  /// Reads an array; `element` has to read one element.
  mutating func array(_ element: (inout JSONCursor) throws(CheckpointFault) -> Void) throws(CheckpointFault) {
    try open(UInt8(ascii: "["))
    var isFirst = true
    while try !closes(UInt8(ascii: "]"), isFirst: &isFirst) { try element(&self) }
  }

  /// Reads a whole number from 0 up.
  mutating func count() throws(CheckpointFault) -> Int {
    skipSpace()
    let start = position
    let digits = try number()
    guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let value = Int(digits)
    else {
      throw damaged("\(digits.prefix(40)) is no count", at: start)
    }
    return value
  }

  mutating func string() throws(CheckpointFault) -> String {
    skipSpace()
    let start = position
    try expect(UInt8(ascii: "\""))
    var bytes: [UInt8] = []
    while true {
      let byte = try cursor.byte()
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw damaged("the text there is not UTF-8", at: start)
        }
        return text
      case UInt8(ascii: "\\"):
        bytes.append(contentsOf: String(try escaped()).utf8)
      case 0..<0x20:
        throw damaged("a control character stands in a text", at: position - 1)
      default:
        bytes.append(byte)
      }
    }
  }

  /// The byte with which the next value begins; reading stands there then.
  mutating func next() -> UInt8? {
    skipSpace()
    return cursor.next
  }

  /// What was read since.
  func text(from start: Int) -> String { cursor.file.text(start..<position) ?? "" }

  /// Reads a value of any kind and forgets it.
  mutating func skip() throws(CheckpointFault) {
    skipSpace()
    switch cursor.next {
    case UInt8(ascii: "{"): try object { _, json throws(CheckpointFault) in try json.skip() }
    case UInt8(ascii: "["): try array { json throws(CheckpointFault) in try json.skip() }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: _ = try number()
    }
  }

  /// Makes sure that nothing but white space follows.
  mutating func finish() throws(CheckpointFault) {
    skipSpace()
    guard cursor.isAtEnd else { throw damaged("something follows the end of the JSON") }
  }

  private mutating func open(_ bracket: UInt8) throws(CheckpointFault) {
    skipSpace()
    try expect(bracket)
    depth += 1
    guard depth <= Self.depthLimit else { throw damaged("the JSON is nested too deep") }
  }

  /// Whether the bracket closes here; if not, reads the comma before the next member.
  private mutating func closes(_ bracket: UInt8, isFirst: inout Bool) throws(CheckpointFault) -> Bool {
    skipSpace()
    if cursor.next == bracket {
      _ = try cursor.byte()
      depth -= 1
      return true
    }
    if !isFirst { try expect(UInt8(ascii: ",")) }
    isFirst = false
    return false
  }

  private mutating func skipSpace() {
    while let byte = cursor.next, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
      cursor.advance()
    }
  }

  private mutating func expect(_ byte: UInt8) throws(CheckpointFault) {
    let found = try cursor.byte()
    guard found == byte else {
      throw damaged("“\(Character(Unicode.Scalar(byte)))” is missing", at: position - 1)
    }
  }

  private mutating func word(_ word: StaticString) throws(CheckpointFault) {
    for index in 0..<word.utf8CodeUnitCount { try expect(word.utf8Start[index]) }
  }

  /// The text of a number as RFC 8259 writes it: `-0`, `12`, `1.5e+3`, but not `01`, `+1` or `.5`.
  private mutating func number() throws(CheckpointFault) -> String {
    let start = position
    if cursor.next == UInt8(ascii: "-") { cursor.advance() }
    let isZero = cursor.next == UInt8(ascii: "0")
    let count = digits()
    guard count == 1 || count > 1 && !isZero else { throw damaged("no JSON value stands there", at: start) }
    if cursor.next == UInt8(ascii: ".") {
      cursor.advance()
      guard digits() > 0 else { throw damaged("a number ends in its point", at: start) }
    }
    if let byte = cursor.next, byte | 0x20 == UInt8(ascii: "e") {
      cursor.advance()
      if cursor.next == UInt8(ascii: "+") || cursor.next == UInt8(ascii: "-") { cursor.advance() }
      guard digits() > 0 else { throw damaged("a number ends in its exponent", at: start) }
    }
    return cursor.file.text(start..<position) ?? ""
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = cursor.next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { cursor.advance() }
    return position - start
  }

  private mutating func escaped() throws(CheckpointFault) -> Unicode.Scalar {
    let start = position - 1
    let byte = try cursor.byte()
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var code = try fourDigits()
      if 0xd800..<0xdc00 ~= code, cursor.next == UInt8(ascii: "\\") {
        cursor.advance()
        try expect(UInt8(ascii: "u"))
        let low = try fourDigits()
        guard 0xdc00..<0xe000 ~= low else {
          throw damaged("half a surrogate pair stands in a text", at: start)
        }
        code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw damaged("half a surrogate pair stands in a text", at: start)
      }
      return scalar
    default: throw damaged("an escape that JSON does not have stands in a text", at: start)
    }
  }

  private mutating func fourDigits() throws(CheckpointFault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      let byte = try cursor.byte()
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw damaged("an escape has a letter that is no digit", at: position - 1)
      }
      code = code << 4 | UInt32(digit)
    }
    return code
  }
}
