import Preferences
import TestSupport

@testable import Exchange

/// Records of one comparison, made by hand or at random.
struct Records {
  let comparison: Comparison
  let annotator: Annotator

  /// - Parameter names: of images that `TemporaryFolder.writeImages` writes.
  init(prompt: String = "a cat", names: [String], in folder: String, annotator: String = "mia") throws {
    let candidates = names.map {
      Candidate(
        image: ContentImages.image(named: $0), path: folder + "/" + $0, generator: "made by " + $0,
        size: PixelSize(width: 8, height: 8))
    }
    comparison = try Comparison(prompt: Prompt(prompt), candidates: candidates)
    self.annotator = try Annotator(name: annotator)
  }

  /// - Parameter shown: places in the comparison, in display order; `nil` shows all.
  func record(_ outcome: Outcome, number: UInt64 = 1, shown: [Int]? = nil) throws -> ChoiceRecord {
    var fields = HashFields("test")
    fields.append(integer: number)
    let trial = try Trial(
      id: TrialID(naming: fields), comparison: comparison.id, prompt: comparison.prompt,
      candidates: shown?.map { comparison.candidates[$0] } ?? comparison.candidates, task: .prefer,
      selection: Selection(policy: .random, probability: 0.5))
    let choice = Choice(
      event: EventID(high: number, low: 1, version: 7), session: SessionID(high: 2, low: 2, version: 4),
      outcome: outcome, responseMilliseconds: 1234,
      at: Timestamp(milliseconds: 1_700_000_000_123 + Int64(number)))
    return ChoiceRecord(annotator: annotator, trial: trial, choice: choice)
  }

  func image(_ name: String) -> ImageID { ContentImages.image(named: name) }

  /// What an export of these records is, and its summary.
  static func export(
    _ records: [ChoiceRecord], as format: ExportFormat, paths: ImagePaths = .absolute,
    comparisons: [Comparison] = []
  ) throws -> (text: String, summary: ExportSummary) {
    var bytes: [UInt8] = []
    var exporter = ChoiceExporter(
      format: format, paths: paths, comparison: { id in comparisons.first { $0.id == id } },
      sink: { bytes += $0 })
    for record in records { try exporter.write(record) }
    let summary = try exporter.finish()
    return (String(decoding: bytes, as: UTF8.self), summary)
  }
}

extension Imported {
  /// The records that a store would give back.
  func records() throws -> [ChoiceRecord] {
    let store = InMemoryChoiceStore()
    _ = try store.add(comparisons)
    var records: [ChoiceRecord] = []
    try store.forEachChoice { records.append($0) }
    return records
  }
}
