import Preferences

/// HPD v1: one row a choice with one best image. A ranking gives its best where there is just one; what else it says
/// is lost. `id` is the number of the row.
struct HPDv1Format: RowFormat {
  let folder: String?

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
          ("file_path", Self.paths(candidates, relativeTo: folder)),
          ("user_hash", .string(record.annotator.name)),
        ])
      ]
    }
  }
}

/// HPD v2 train: a vector with exactly one 1, which is what its readers count on. A ranking becomes its pairs, as the
/// published set was made of rankings; pairs that it ties are dropped. Who chose is not in the format.
struct HPDv2TrainFormat: RowFormat {
  let folder: String?

  func rows(
    of record: ChoiceRecord, after rowCount: Int
  ) -> Result<[[UInt8]], ExportSummary.LeftOut> {
    let candidates = record.trial.candidates.inCanonicalOrder
    if case .ranking(let groups) = record.choice.outcome {
      let pairs = Self.decidedPairs(groups, among: candidates)
      if pairs.isEmpty { return .failure(.rankingsWithoutOrder) }
      return .success(pairs.map { row(of: record, preferring: $0.best, among: $0.pair) })
    }
    return record.choice.outcome.best.map { [row(of: record, preferring: $0, among: candidates)] }
  }

  private func row(of record: ChoiceRecord, preferring best: ImageID, among candidates: [Candidate])
    -> [UInt8]
  {
    Self.encode([
      ("human_preference", .array(candidates.map { .integer($0.image == best ? 1 : 0) })),
      ("prompt", .string(record.trial.prompt.text)),
      ("file_path", Self.paths(candidates, relativeTo: folder)),
    ])
  }

  private static func decidedPairs(
    _ groups: [[ImageID]], among candidates: [Candidate]
  ) -> [(best: ImageID, pair: [Candidate])] {
    var places: [ImageID: Int] = [:]
    for (place, group) in groups.enumerated() {
      for image in group { places[image] = place }
    }
    var pairs: [(best: ImageID, pair: [Candidate])] = []
    for (index, first) in candidates.enumerated() {
      for second in candidates[(index + 1)...] {
        guard let left = places[first.image], let right = places[second.image], left != right else {
          continue
        }
        pairs.append((left < right ? first.image : second.image, [first, second]))
      }
    }
    return pairs
  }
}

/// What the two have in common: a JSON array with one row a line.
protocol HPDFormat: RowFormat {}
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

  fileprivate static func paths(_ candidates: [Candidate], relativeTo folder: String?) -> JSONValue {
    .array(
      candidates.map { candidate in
        .string(folder.flatMap { FilePath.relative(candidate.path, to: $0) } ?? candidate.path)
      })
  }
}

extension [Candidate] {
  /// The display order would tell what the annotator saw where; this one tells nothing.
  fileprivate var inCanonicalOrder: [Candidate] { sorted { $0.image < $1.image } }
}

extension Outcome {
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
