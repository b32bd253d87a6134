/// What a file or pipe turns out to be when its first rows are looked at. Leaves it at its front.
enum FirstLook {
  case known(ImportFormat)
  case foreign(ForeignFormat)

  /// More than one row, so that a broken first one does not hide the format of a file.
  private static let rowsLookedAt = 10

  /// - Parameter format: what it is said to be, which is believed unless the bytes are no text.
  init(at file: InputFile, given format: ImportFormat? = nil) throws(ImportFault) {
    defer { file.rewind() }
    var reader = try RowReader(file)
    if let format {
      self = ForeignFormat(unreadableAsText: reader.front).map(FirstLook.foreign) ?? .known(format)
      return
    }
    if let foreign = ForeignFormat(front: reader.front) {
      self = .foreign(foreign)
      return
    }
    var keys: RowKeys?
    for _ in 0..<Self.rowsLookedAt {
      guard let row = try reader.next() else { break }
      guard let bytes = try? row.content.get() else { continue }
      if let format = RowProbe.format(of: bytes) {
        self = .known(format)
        return
      }
      if keys == nil { keys = RowKeys(of: bytes) }
    }
    self = .foreign(keys.map(ForeignFormat.init) ?? .noRows(reader.front))
  }
}
