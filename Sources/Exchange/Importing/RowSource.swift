/// The rows of one source of a plan, one after the other.
enum RowSource {
  case manifest(RowReader, RowDecoder)
  case folders(PromptFolders)

  /// - Parameter images: another folder to look for images in; `nil` where they lie as the source says.
  init(_ source: ImportPlan.Source, images: String?) throws(ImportFault) {
    switch source.format {
    case .folder:
      self = .folders(PromptFolders(top: source.path))
    case .hpdV1, .hpdV2Test, .hpdV2Train, .jsonl:
      self = .manifest(
        try RowReader(source.opened()),
        RowDecoder(
          file: source.path, format: source.format,
          places: ImagePlaces(folder: source.folder, images: images)))
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

  /// How much of the source the rows so far take up.
  var bytesUsed: Int {
    if case .manifest(let reader, _) = self { reader.bytesUsed } else { 0 }
  }
}
