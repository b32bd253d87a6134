import Preferences

/// HPD v1: one row a choice with one best image. A ranking gives its best where there is just one; what else it says
/// is lost. `id` is the number of the row.
struct HPDv1Format: RowFormat {
  let paths: ImagePaths

  func rows(
    of record: ChoiceRecord, after rowCount: Int
  ) -> Result<[[UInt8]], ExportSummary.LeftOut> {
    let candidates = record.trial.candidates.inCanonicalOrder
    return record.choice.outcome.best.map { best in
      [
        Self.encode([
          ("human_preference", JSONValue(candidates.firstIndex { $0.image == best })),
          ("prompt", .string(record.trial.prompt.text)),
          ("id", .integer(rowCount)),
          ("file_path", names(of: candidates)),
          ("user_hash", .string(record.annotator.name)),
        ])
      ]
    }
  }
}

/// HPD v2 train: rows of two images, one of them preferred, which is what its readers count on: HPSv2's own takes the first
/// two images of a row and their labels, whatever comes after. One of several becomes a row against each of the others,
/// since that is what the choice decides; a ranking becomes its pairs, as the published set was made of rankings, and
/// pairs that it ties are dropped. Who chose is not in the format.
struct HPDv2TrainFormat: RowFormat {
  let paths: ImagePaths

  func rows(
    of record: ChoiceRecord, after rowCount: Int
  ) -> Result<[[UInt8]], ExportSummary.LeftOut> {
    if let reason = record.choice.outcome.reasonForNoPair { return .failure(reason) }
    return .success(
      TrainingPair.all(of: record).compactMap { pair in
        let labels: [Int]
        switch pair.verdict {
        case .first: labels = [1, 0]
        case .second: labels = [0, 1]
        case .tie: return nil
        }
        return Self.encode([
          ("human_preference", .array(labels.map(JSONValue.integer))),
          ("prompt", .string(record.trial.prompt.text)),
          ("file_path", names(of: [pair.candidates.0, pair.candidates.1])),
        ])
      })
  }
}

/// What the two have in common: a JSON array with one row a line.
protocol HPDFormat: RowFormat {
  var paths: ImagePaths { get }
}
extension HPDv1Format: HPDFormat {}
extension HPDv2TrainFormat: HPDFormat {}

extension HPDFormat {
  var opening: [UInt8] { Array("[".utf8) }
  var separator: [UInt8] { Array(",".utf8) }

  func closing(after rowCount: Int) -> [UInt8] {
    Array((rowCount > 0 ? "\n]\n" : "]\n").utf8)
  }

  fileprivate static func encode(_ fields: [(String, JSONValue)]) -> [UInt8] {
    var row = Array("\n".utf8)
    JSONValue.object(fields).write(to: &row)
    return row
  }

  fileprivate func names(of candidates: [Candidate]) -> JSONValue {
    .array(candidates.map { .string(paths.name(of: $0)) })
  }
}

extension [Candidate] {
  /// The display order would tell what the annotator saw where; this one tells nothing.
  fileprivate var inCanonicalOrder: [Candidate] { sorted { $0.image < $1.image } }
}

extension Outcome {
  /// Why no image is put before another.
  fileprivate var reasonForNoPair: ExportSummary.LeftOut? {
    switch self {
    case .preferred: nil
    case .ranking(let groups): groups.count > 1 ? nil : .rankingsWithoutOrder
    case .tie: .ties
    case .bothBad: .bothBad
    case .skip: .skips
    }
  }

  /// The one image that the choice puts before all others.
  var best: Result<ImageID, ExportSummary.LeftOut> {
    switch self {
    case .preferred(let image): .success(image)
    case .ranking(let groups):
      if let first = groups.first, first.count == 1 {
        .success(first[0])
      } else {
        .failure(.rankingsWithoutBest)
      }
    case .tie: .failure(.ties)
    case .bothBad: .failure(.bothBad)
    case .skip: .failure(.skips)
    }
  }
}
