import GRDB
import GRDBSQLite

/// The values of one run of a statement. Texts and blobs lie in one buffer that outlives the run, so that SQLite
/// need not copy them.
struct Bindings {
  private var bytes: [UInt8] = []
  private var places: [Place] = []

  private enum Place {
    case null
    case integer(Int64)
    case real(Double)
    case text(Range<Int>)
    case blob(Range<Int>)
  }

  init(_ values: [Value]) {
    places.reserveCapacity(values.count)
    for value in values { append(value) }
    // So that even an empty text at the end has an address: SQLite takes none for NULL.
    bytes.append(0)
  }

  private mutating func append(_ value: Value) {
    let start = bytes.count
    switch value {
    case .null: places.append(.null)
    case .integer(let value): places.append(.integer(value))
    case .real(let value): places.append(.real(value))
    case .text(let value):
      bytes.append(contentsOf: value.utf8)
      places.append(.text(start..<bytes.count))
    case .uuid(let value):
      withUnsafeBytes(of: value.uuid) { bytes.append(contentsOf: $0) }
      places.append(.blob(start..<bytes.count))
    case .image(let value):
      bytes.append(contentsOf: value.bytes)
      places.append(.blob(start..<bytes.count))
    case .blob(let value):
      bytes.append(contentsOf: value)
      places.append(.blob(start..<bytes.count))
    }
  }

  /// Runs `body` with the values bound, and leaves the statement reset and without values.
  func bound<Result>(to statement: OpaquePointer, _ body: () throws -> Result) throws -> Result {
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    return try bytes.withUnsafeBufferPointer { buffer in
      for (index, place) in zip(Int32(1)..., places) {
        let code = Self.bind(place, of: buffer, to: statement, at: index)
        guard code == SQLITE_OK else { throw DatabaseError(code, of: statement) }
      }
      return try body()
    }
  }

  private static func bind(
    _ place: Place, of buffer: UnsafeBufferPointer<UInt8>, to statement: OpaquePointer, at index: Int32
  ) -> Int32 {
    switch place {
    case .null: return sqlite3_bind_null(statement, index)
    case .integer(let value): return sqlite3_bind_int64(statement, index, value)
    case .real(let value): return sqlite3_bind_double(statement, index, value)
    case .blob(let range):
      let start = buffer.baseAddress.map { $0 + range.lowerBound }
      return sqlite3_bind_blob64(statement, index, start, UInt64(range.count), nil)
    case .text(let range):
      return buffer.withMemoryRebound(to: CChar.self) { buffer in
        let start = buffer.baseAddress.map { $0 + range.lowerBound }
        return sqlite3_bind_text64(statement, index, start, UInt64(range.count), nil, UInt8(SQLITE_UTF8))
      }
    }
  }
}
