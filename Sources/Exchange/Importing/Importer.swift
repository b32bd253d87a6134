import Preferences

/// Reads what a plan names and hands on what it holds, in the order of the source.
///
/// Memory stays flat however large the source is: a window of rows and a batch of comparisons are held. The
/// images of a window go to their source together, which may read several at once.
package struct Importer: Sendable {
  package var images: any ImageSource
  /// Decodes every image whole, which finds damage in mid-file and costs milliseconds a megapixel.
  package var decodingPixels = false
  /// A folder to look for images in before those that the rows name; absolute.
  package var imageFolder: String?
  /// How many rows reach the sink at a time.
  package var batchSize = 500

  package init(images: any ImageSource) {
    self.images = images
  }

  /// What the caller wants to hear of while an import runs. All are called on the importing thread.
  package struct Observer {
    package var onProgress: (ImportProgress) -> Void = { _ in }
    package var onRejection: (RejectedRow) -> Void = { _ in }
    /// Told of a choice that stays out while the rest of its row goes in.
    package var onRefusal: (RejectedRow) -> Void = { _ in }
    /// Asked between windows of rows. When true, what is ready still goes to the sink, and the import ends.
    package var isCancelled: () -> Bool = { false }

    package init() {}
  }

  /// - Parameter time: given to choices that carry none of their own.
  /// - Parameter people: the annotators who are known.
  /// - Parameter sink: keeps a batch; an error it throws ends the import.
  /// - Throws: `ImportFault` when a file cannot be opened or read on, and what `sink` throws.
  package func run(
    _ plan: ImportPlan, at time: Timestamp, people: AnnotatorRoll = AnnotatorRoll(),
    observer: Observer = Observer(),
    sink: ([ImportedComparison]) throws -> Void
  ) throws -> ImportEnd {
    var progress = ImportProgress(bytesTotal: try Self.byteCount(of: plan))
    var inspection = ImageInspection(source: images, decodingPixels: decodingPixels)
    var batch = ImportBatch()
    var ledger = ImportLedger()
    var people = people
    var bytesBefore = 0

    for source in plan.sources {
      var rows = try RowSource(source, images: imageFolder)
      while let window = try RowWindow(reading: &rows) {
        if !window.isInterrupted, observer.isCancelled() {
          if batch.rowCount > 0 { try sink(batch.take()) }
          return .cancelled
        }
        var found = inspection.inspect(window.rows.compactMap { try? $0.get() }).makeIterator()
        for row in window.rows {
          let result = row.flatMap { row in
            row.assembled(with: found.next() ?? [], at: time, noting: &ledger, people: &people)
          }
          progress.rows += 1
          for refused in ledger.takeRefused() { observer.onRefusal(refused) }
          switch result {
          case .success(let item):
            if (try? row.get().holdsReview) == true { progress.reviewsPassedOver += 1 }
            batch.append(item)
            if batch.rowCount >= batchSize { try sink(batch.take()) }
          case .failure(let rejected):
            progress.rejected += 1
            observer.onRejection(rejected)
          }
        }
        progress.bytesRead = bytesBefore + rows.bytesUsed
        progress.repeatedVotes = ledger.repeatedVotes
        progress.restated = ledger.restated
        observer.onProgress(progress)
        if window.isInterrupted {
          if batch.rowCount > 0 { try sink(batch.take()) }
          return .cancelled
        }
      }
      bytesBefore += rows.bytesUsed
    }
    if batch.rowCount > 0 { try sink(batch.take()) }
    return .complete
  }

  private static func byteCount(of plan: ImportPlan) throws(ImportFault) -> Int? {
    var total = 0
    for source in plan.sources {
      guard source.format != .folder, source.pipe == nil,
        let count = try InputFile(path: source.path).byteCount
      else { return nil }
      total += count
    }
    return total
  }
}

/// Some rows in a row: enough to keep the threads busy, few enough to hold in memory.
private struct RowWindow {
  var rows: [Result<ImportRow, RejectedRow>] = []
  /// While a pipe was waited for; what came of it before is in `rows`.
  var isInterrupted = false

  private static let rowLimit = 64
  private static let byteLimit = 4 << 20

  /// - Returns: `nil` when no row is left.
  init?(reading source: inout RowSource) throws(ImportFault) {
    var bytes = 0
    while rows.count < Self.rowLimit, bytes < Self.byteLimit {
      let next: (row: Result<ImportRow, RejectedRow>, byteCount: Int)?
      do {
        next = try source.next()
      } catch {
        guard case .interrupted = error else { throw error }
        isInterrupted = true
        return
      }
      guard let next else { break }
      rows.append(next.row)
      bytes += next.byteCount
    }
    if rows.isEmpty { return nil }
  }
}
