/// What can be read. The raw value is the name that `--format` takes.
package enum ImportFormat: String, Hashable, Sendable, CaseIterable {
  /// A JSON array; `human_preference` is the index of the preferred image.
  case hpdV1 = "hpd-v1"
  /// A JSON array; `raw_annotations` holds each annotator's ranks, 1 best.
  case hpdV2Test = "hpd-v2-test"
  /// A JSON array; `human_preference` is a vector of 0 and 1.
  case hpdV2Train = "hpd-v2-train"
  /// One JSON object a line: a manifest of candidates, or konomi's own export.
  case jsonl
  /// One folder a prompt, with `prompt.txt` beside the images.
  case folder
}

extension ImportFormat {
  /// The format of a file, by the keys of its first rows, or of a folder, by what lies in it.
  /// - Throws: `ImportFault` when nothing fits.
  package static func detect(at path: String) throws(ImportFault) -> ImportFormat {
    try ImportPlan(at: path).sources[0].format
  }

  /// - Returns: `nil` when none of the first rows has the keys of a format.
  static func detect(inFile path: String) throws(ImportFault) -> ImportFormat? {
    var reader = try RowReader(path: path)
    for _ in 0..<rowsLookedAt {
      guard let row = try reader.next() else { return nil }
      if let bytes = try? row.content.get(), let format = RowProbe.format(of: bytes) { return format }
    }
    return nil
  }

  /// More than one, so that a broken first row does not hide the format of a file.
  private static let rowsLookedAt = 10
}
