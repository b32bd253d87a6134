import FoundationEssentials

/// Tells formats apart by the keys of one row.
struct RowProbe: Decodable {
  private let hasCandidates: Bool
  private let hasImageList: Bool
  private let preference: Preference?

  private enum Preference {
    case index
    case vector
  }

  private enum Key: String, CodingKey {
    case candidates
    case image_path
    case human_preference
  }

  init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: Key.self)
    hasCandidates = row.contains(.candidates)
    // ImageRewardDB has the same key for a single path.
    hasImageList = (try? row.nestedUnkeyedContainer(forKey: .image_path)) != nil
    if (try? row.nestedUnkeyedContainer(forKey: .human_preference)) != nil {
      preference = .vector
    } else {
      preference = row.contains(.human_preference) ? .index : nil
    }
  }

  static func format(of row: [UInt8]) -> ImportFormat? {
    guard let probe = try? JSONDecoder().decode(RowProbe.self, from: Data(row)) else { return nil }
    if probe.hasCandidates { return .jsonl }
    if probe.hasImageList { return .hpdV2Test }
    return switch probe.preference {
    case .index: .hpdV1
    case .vector: .hpdV2Train
    case nil: nil
    }
  }
}
