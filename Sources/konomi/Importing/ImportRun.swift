import Exchange
import Foundation
import Imaging
import Logging
import Preferences

/// Brings a path into a store, and counts what came of it.
struct ImportRun {
  let path: String
  var format: ImportFormat?
  /// A folder to look for images in first.
  var images: String?
  var decodingPixels = false
  /// Keeps a batch.
  let add: ([ImportedComparison]) throws -> ImportCounts
  /// Also between the runs of one command.
  var interruption = Interruption()
  /// The annotators who are known.
  var known: [Annotator] = []
  /// What is to become of one whose name is nearly that of another; asks no longer than nobody interrupts.
  var decide: (_ new: Annotator, _ known: Annotator, _ isInterrupted: () -> Bool) -> AnnotatorRoll.Decision =
    {
      _, _, _ in .undecided
    }

  struct Summary {
    var formats: [ImportFormat] = []
    var passedOver: [ImportPlan.PassedOver] = []
    var counts = ImportCounts()
    /// Rows, and single choices of rows that went in.
    var rejected: [RejectedRow] = []
    var progress = ImportProgress(bytesTotal: nil)
    /// Every comparison met, new or not.
    var comparisons: Set<ComparisonID> = []
    var choices = 0
    var end = ImportEnd.complete
  }

  /// - Parameter onRejection: is told of each row that did not go in, as soon as that is known.
  func run(onRejection: (RejectedRow) -> Void = { _ in }) throws -> Summary {
    let log = Logger(label: "import")
    var line = ProgressLine(unit: "comparisons")
    defer { line.clear() }
    var summary = Summary()

    var waiting = InputWaiting()
    waiting.isCancelled = { interruption.isRequested }
    var notice = WaitingNotice()
    waiting.onWaiting = { notice.show($0, $1) }

    let plan: ImportPlan
    do {
      plan = try ImportPlan(at: path, format: format, waiting: waiting)
    } catch {
      guard case .interrupted = error else { throw error }
      summary.end = .cancelled
      return summary
    }
    summary.formats = plan.sources.map(\.format)
    summary.passedOver = plan.passedOver
    var importer = Importer(images: ImageFileSource())
    importer.decodingPixels = decodingPixels
    importer.imageFolder = images

    let people = AnnotatorRoll(known: known) { decide($0, $1, { interruption.isRequested }) }

    try withoutActuallyEscaping(onRejection) { onRejection in
      func reject(_ row: RejectedRow) {
        line.clear()
        log.warning("left out", metadata: ["row": "\(row)"])
        summary.rejected.append(row)
        onRejection(row)
      }
      var observer = Importer.Observer()
      observer.isCancelled = { interruption.isRequested }
      observer.onProgress = { progress in
        summary.progress = progress
        let fraction = progress.bytesTotal.map { Double(progress.bytesRead) / Double(max(1, $0)) }
        line.show(progress.rows, fraction: fraction)
      }
      observer.onRejection = reject
      observer.onRefusal = reject
      summary.end = try importer.run(plan, at: Timestamp(.now), people: people, observer: observer) { batch in
        let counts = try add(batch)
        summary.counts += counts
        summary.comparisons.formUnion(batch.map(\.comparison.id))
        summary.choices += batch.reduce(0) { $0 + $1.choices.count }
        for refused in counts.refused { reject(RejectedRow(refused)) }
      }
    }
    // At a question too, which may be the last thing of an import.
    if interruption.isRequested { summary.end = .cancelled }
    log.info("imported", metadata: ["path": "\(path)", "comparisons": "\(summary.counts.comparisons)"])
    return summary
  }
}

extension RejectedRow {
  fileprivate init(_ refused: RefusedChoice) {
    self.init(
      file: refused.place?.file ?? "", at: refused.place?.at ?? "",
      reason: "\(refused.annotator): \(refused.reason)")
  }
}
