import Preferences
import TestSupport

@testable import Exchange

/// All that an import brought, for comparing whole.
struct Imported: Equatable {
  var batches: [[ImportedComparison]] = []
  var rejected: [RejectedRow] = []
  var refused: [RejectedRow] = []
  var progress: ImportProgress?
  var end: ImportEnd?

  var comparisons: [ImportedComparison] { batches.flatMap { $0 } }
  var choices: [ImportedChoice] { comparisons.flatMap(\.choices) }
  var reasons: [String] { rejected.map { "\($0.at): \($0.reason)" } }
  var refusals: [String] { refused.map { "\($0.at): \($0.reason)" } }

  static let time = Timestamp(milliseconds: 1_700_000_000_123)

  /// Imports with `ContentImages` unless told otherwise.
  static func from(
    _ path: String, format: ImportFormat? = nil, images: any ImageSource = ContentImages(),
    batchSize: Int = 500, imageFolder: String? = nil, waiting: InputWaiting = InputWaiting()
  ) throws -> Imported {
    var imported = Imported()
    var importer = Importer(images: images)
    importer.batchSize = batchSize
    importer.imageFolder = imageFolder
    var observer = Importer.Observer()
    var rejected: [RejectedRow] = []
    observer.onRejection = { rejected.append($0) }
    var refused: [RejectedRow] = []
    observer.onRefusal = { refused.append($0) }
    var progress: ImportProgress?
    observer.onProgress = { progress = $0 }
    imported.end = try importer.run(
      ImportPlan(at: path, format: format, waiting: waiting), at: time, observer: observer
    ) {
      imported.batches.append($0)
    }
    imported.rejected = rejected
    imported.refused = refused
    imported.progress = progress
    return imported
  }
}

/// A small repeatable generator (SplitMix64), so that a failing case can be had again.
struct SeededSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    return word ^ word >> 31
  }
}
