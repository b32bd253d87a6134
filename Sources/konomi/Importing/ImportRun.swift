import Exchange
import Foundation
import Imaging
import Logging
import Preferences

/// Brings a path into a store, and counts what came of it.
struct ImportRun {
  let path: String
  let format: ImportFormat?
  let store: any ChoiceStore
  var decodingPixels = false

  struct Summary {
    let formats: [ImportFormat]
    let passedOver: [String]
    var counts = ImportCounts()
    var rejected: [RejectedRow] = []
    /// Taken and rejected ones.
    var rows = 0
    var end = ImportEnd.complete
  }

  /// - Parameter onRejection: is told of each row that did not go in, as soon as that is known.
  func run(onRejection: (RejectedRow) -> Void = { _ in }) throws -> Summary {
    let log = Logger(label: "import")
    let plan = try ImportPlan(at: path, format: format)
    var summary = Summary(formats: plan.sources.map(\.format), passedOver: plan.passedOver)
    var importer = Importer(images: ImageFileSource())
    importer.decodingPixels = decodingPixels

    let interruption = Interruption()
    var line = ProgressLine(unit: "comparisons")
    try withoutActuallyEscaping(onRejection) { onRejection in
      var observer = Importer.Observer()
      observer.isCancelled = { interruption.isRequested }
      observer.onProgress = { progress in
        summary.rows = progress.rows
        let fraction = progress.bytesTotal.map { Double(progress.bytesRead) / Double(max(1, $0)) }
        line.show(progress.rows, fraction: fraction)
      }
      observer.onRejection = { row in
        line.clear()
        log.warning("row rejected", metadata: ["row": "\(row)"])
        summary.rejected.append(row)
        onRejection(row)
      }
      defer { line.clear() }
      summary.end = try importer.run(plan, at: Timestamp(.now), observer: observer) { batch in
        summary.counts += try store.add(batch)
      }
    }
    log.info("imported", metadata: ["path": "\(path)", "comparisons": "\(summary.counts.comparisons)"])
    return summary
  }
}
