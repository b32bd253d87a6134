/// What can be written. The raw value is the name that `--format` takes.
package enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  /// Everything about each choice, one JSON object a line; what is imported again gives the same choices.
  case jsonl
  /// One row a choice, for spreadsheets and statistics.
  case csv
  /// One preferred image among n.
  case hpdV1 = "hpd-v1"
  /// A vector with exactly one 1; a ranking becomes its decided pairs.
  case hpdV2Train = "hpd-v2-train"
}
