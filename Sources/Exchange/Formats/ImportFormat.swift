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
}
