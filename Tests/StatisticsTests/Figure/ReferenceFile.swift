import FoundationEssentials

@testable import Statistics

/// What Tests/Reference/statistics_agreement.py writes: columns of inputs and of what came out elsewhere.
enum ReferenceFile {
  static func load<Columns: Decodable>(_ name: String, file: String = #filePath) throws -> Columns {
    let folder = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Fixtures/\(name).json"))
    return try JSONDecoder().decode(Columns.self, from: data)
  }
}

/// A number, or why there is none.
enum Expected: Decodable {
  case number(Double)
  case undefined(Undefined)

  private static let reasons: [String: Undefined] = [
    "noData": .noData, "noVariation": .noVariation, "allTied": .allTied, "noOverlap": .noOverlap,
    "unevenRaters": .unevenRaters, "unbounded": .unbounded,
  ]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let reason = Self.reasons[try container.decode(String.self)] {
      self = .undefined(reason)
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no known reason")
    }
  }

  func matches(_ statistic: Statistic, relative: Double, absolute: Double) -> Bool {
    switch (self, statistic.outcome) {
    case (.number(let expected), .success(let found)):
      abs(found - expected) <= max(absolute, relative * abs(expected))
    case (.undefined(let expected), .failure(let found)): expected == found
    default: false
    }
  }
}

/// The first few rows in which a figure is not as expected, told so that each can be looked at alone.
func mismatches(
  _ expected: [Expected], relative: Double = 1e-10, absolute: Double = 1e-12,
  _ figure: (_ row: Int) throws -> Statistic
) rethrows -> [String] {
  var found: [String] = []
  for (row, expected) in expected.enumerated() {
    let statistic = try figure(row)
    guard !expected.matches(statistic, relative: relative, absolute: absolute) else { continue }
    found.append("row \(row): \(statistic.outcome), expected \(expected)")
    if found.count == 5 { break }
  }
  return found
}
