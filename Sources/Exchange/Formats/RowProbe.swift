import FoundationEssentials

/// Tells formats apart by the keys of one row.
struct RowProbe: Decodable {
  private let hasCandidates: Bool
  private let hasImages: Bool
  private let hasImagePath: Bool
  private let hasRanks: Bool
  private let preference: Preference?

  private enum Preference {
    case index
    case vector
  }

  private enum Key: String, CodingKey {
    case candidates
    case image_path
    case file_path
    case human_preference
    case label_0
    case rank
    case raw_annotations
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    func isList(_ key: Key) -> Bool { (try? row.nestedUnkeyedContainer(forKey: key)) != nil }
    hasCandidates = row.contains(.candidates)
    // ImageRewardDB has the same key for a single path.
    hasImagePath = isList(.image_path)
    hasImages = hasImagePath || isList(.file_path)
    hasRanks = row.contains(.raw_annotations) || row.contains(.rank)
    if isList(.human_preference) || hasImages && row.contains(.label_0) {
      preference = .vector
    } else {
      preference = row.contains(.human_preference) ? .index : nil
    }
  }

  static func format(of row: [UInt8]) -> ImportFormat? {
    guard let probe = try? JSONDecoder().decode(RowProbe.self, from: Data(row)) else { return nil }
    if probe.hasCandidates { return .jsonl }
    return switch probe.preference {
    case .index: .hpdV1
    case .vector: .hpdV2Train
    case nil: probe.hasImagePath || probe.hasImages && probe.hasRanks ? .hpdV2Test : nil
    }
  }
}
