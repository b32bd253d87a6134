import FoundationEssentials
import GRDBSQLite
import Preferences

/// The row that a statement stands on. Reading checks each value, since a damaged file may hold anything.
struct Columns {
  private let statement: OpaquePointer

  init(_ statement: OpaquePointer) {
    self.statement = statement
  }

  func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(statement, column) == SQLITE_NULL
  }

  func integer64(_ column: Int32) throws(StoreFault) -> Int64 {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { throw damage(column, "an integer") }
    return sqlite3_column_int64(statement, column)
  }

  func integer(_ column: Int32) throws(StoreFault) -> Int {
    Int(try integer64(column))
  }

  func optionalInteger(_ column: Int32) throws(StoreFault) -> Int? {
    isNull(column) ? nil : try integer(column)
  }

  func flag(_ column: Int32) throws(StoreFault) -> Bool {
    try integer64(column) != 0
  }

  func real(_ column: Int32) throws(StoreFault) -> Double {
    let value = sqlite3_column_double(statement, column)
    guard sqlite3_column_type(statement, column) == SQLITE_FLOAT, value.isFinite else {
      throw damage(column, "a real number")
    }
    return value
  }

  func optionalReal(_ column: Int32) throws(StoreFault) -> Double? {
    isNull(column) ? nil : try real(column)
  }

  func text(_ column: Int32) throws(StoreFault) -> String {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT,
      let start = sqlite3_column_text(statement, column)
    else { throw damage(column, "text") }
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    return String(decoding: bytes, as: UTF8.self)
  }

  func optionalText(_ column: Int32) throws(StoreFault) -> String? {
    isNull(column) ? nil : try text(column)
  }

  /// A word that stands for a case.
  func word<Case: RawRepresentable<String>>(_ column: Int32) throws(StoreFault) -> Case {
    guard let value = Case(rawValue: try text(column)) else {
      throw damage(column, "one of the words allowed there")
    }
    return value
  }

  func id<Tag>(_ column: Int32) throws(StoreFault) -> Identifier<Tag> {
    let bytes = try blob(column, count: 16)
    return Identifier(UUID(uuid: bytes.loadUnaligned(as: uuid_t.self)))
  }

  func image(_ column: Int32) throws(StoreFault) -> ImageID {
    guard let image = ImageID(bytes: try blob(column, count: 32)) else { throw damage(column, "32 bytes") }
    return image
  }

  func optionalCheckpoint(_ column: Int32) throws(StoreFault) -> CheckpointID? {
    isNull(column) ? nil : CheckpointID(bytes: try blob(column, count: 32))
  }

  func embedding(_ column: Int32) throws(StoreFault) -> Embedding {
    let bytes = try blob(column)
    guard bytes.count.isMultiple(of: 4),
      let embedding = Embedding(normalized: Self.components(bytes))
    else { throw damage(column, "an embedding of length 1") }
    return embedding
  }

  private static func components(_ bytes: UnsafeRawBufferPointer) -> [Float] {
    stride(from: 0, to: bytes.count, by: 4).map { offset in
      Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
  }

  func blob(_ column: Int32, count: Int) throws(StoreFault) -> UnsafeRawBufferPointer {
    let bytes = try blob(column)
    guard bytes.count == count else { throw damage(column, counted(count, "byte")) }
    return bytes
  }

  /// The bytes of a text stay valid until the next step.
  func textBytes(_ column: Int32) throws(StoreFault) -> UnsafeRawBufferPointer {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT else { throw damage(column, "text") }
    return UnsafeRawBufferPointer(
      start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
  }

  /// The bytes stay valid until the next step.
  func blob(_ column: Int32) throws(StoreFault) -> UnsafeRawBufferPointer {
    guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { throw damage(column, "bytes") }
    // Nothing but an empty blob has no address.
    return UnsafeRawBufferPointer(
      start: sqlite3_column_blob(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
  }

  func damage(_ column: Int32, _ expected: String) -> StoreFault {
    let name = sqlite3_column_name(statement, column).map { String(cString: $0) } ?? "\(column)"
    return .inconsistent("a row's \(name) is not \(expected)")
  }
}
