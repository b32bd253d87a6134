import Preferences

/// Writes choices one at a time. The same choices give the same bytes.
///
/// Images are named as `ImagePaths` says, in all formats.
package struct ChoiceExporter {
  private let rows: any RowFormat
  private let sink: ([UInt8]) throws -> Void
  private var pending: [UInt8] = []
  private var summary = ExportSummary()

  private static let flushSize = 64 << 10

  /// - Parameter paths: how images are named, which depends on where the output goes.
  /// - Parameter comparison: looks up the comparison that a trial shows a part of, for `jsonl`.
  /// - Parameter review: looks up what stands of a pair's reviews, for `jsonl` and `csv`.
  /// - Parameter sink: takes the next bytes of the output.
  package init(
    format: ExportFormat, paths: ImagePaths = .absolute,
    comparison: @escaping (ComparisonID) throws -> Comparison?,
    review: @escaping (CandidatePair) throws -> Review? = { _ in nil },
    sink: @escaping ([UInt8]) throws -> Void
  ) {
    rows =
      switch format {
      case .jsonl: JSONLFormat(paths: paths, comparison: comparison, review: review)
      case .csv: CSVFormat(paths: paths, review: review)
      case .hpdV1: HPDv1Format(paths: paths)
      case .hpdV2Train: HPDv2TrainFormat(paths: paths)
      }
    self.sink = sink
    pending = rows.opening
  }

  /// - Throws: what the sink or the look-up throws.
  package mutating func write(_ record: ChoiceRecord) throws {
    switch try rows.rows(of: record, after: summary.rows) {
    case .success(let encoded):
      for row in encoded {
        if summary.rows > 0 { pending += rows.separator }
        pending += row
        summary.rows += 1
      }
      summary.written += 1
    case .failure(let reason):
      summary.leftOut[reason, default: 0] += 1
    }
    if pending.count >= Self.flushSize { try flush() }
  }

  /// Writes what closes the file. The exporter must not be used after it.
  package mutating func finish() throws -> ExportSummary {
    pending += rows.closing(after: summary.rows)
    try flush()
    return summary
  }

  private mutating func flush() throws {
    if !pending.isEmpty { try sink(pending) }
    pending.removeAll(keepingCapacity: true)
  }
}

extension ExportSummary.LeftOut: Error {}

/// A format as rows between an opening and a closing.
protocol RowFormat {
  var opening: [UInt8] { get }
  var separator: [UInt8] { get }
  func closing(after rowCount: Int) -> [UInt8]

  /// - Parameter rowCount: how many rows stand before these.
  /// - Returns: the reason, when the format has no form for the choice.
  func rows(
    of record: ChoiceRecord, after rowCount: Int
  ) throws -> Result<[[UInt8]], ExportSummary.LeftOut>
}
