/// The rows of one source of a plan, one after the other.
enum RowSource {
  case manifest(RowReader, RowDecoder)
  case folders(PromptFolders)

  init(_ source: ImportPlan.Source) throws(ImportFault) {
    switch source.format {
    case .folder:
      self = .folders(PromptFolders(top: source.path))
    case .hpdV1, .hpdV2Test, .hpdV2Train, .jsonl:
      self = .manifest(
        try RowReader(path: source.path), RowDecoder(file: source.path, format: source.format))
    }
  }

  /// - Returns: the row with its size in the file, which is 0 for a folder.
  mutating func next() throws(ImportFault) -> (row: Result<ImportRow, RejectedRow>, byteCount: Int)? {
    switch self {
    case .manifest(var reader, let decoder):
      // The reader must not be shared while it changes, or its buffers would be copied.
      self = .folders(PromptFolders(top: ""))
      defer { self = .manifest(reader, decoder) }
      guard let raw = try reader.next() else { return nil }
      return (decoder.row(raw), (try? raw.content.get().count) ?? 0)
    case .folders(var folders):
      defer { self = .folders(folders) }
      return try folders.next().map { ($0, 0) }
    }
  }

  var bytesRead: Int {
    if case .manifest(let reader, _) = self { reader.bytesRead } else { 0 }
  }
}
