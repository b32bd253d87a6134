import FoundationEssentials

/// A measured figure, printed as one line of JSON.
struct Figure: Encodable {
  let figure: String
  let value: Double
  let unit: String
  let target: String
  let n: Int
  let cores: Int
  let note: String?

  init(_ figure: String, _ value: Double, _ unit: String, target: String, n: Int, note: String? = nil) {
    self.figure = figure
    self.value = (value * 1000).rounded() / 1000
    self.unit = unit
    self.target = target
    self.n = n
    self.note = note
    cores = ProcessInfo.processInfo.activeProcessorCount
  }

  func print() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
  }
}

extension [Double] {
  /// The smallest value that at least this share of the values does not exceed.
  func quantile(_ share: Double) -> Double {
    guard !isEmpty else { return .nan }
    let rank = Int((share * Double(count)).rounded(.up))
    return sorted()[Swift.min(count, Swift.max(1, rank)) - 1]
  }

  var median: Double { quantile(0.5) }
}

extension ContinuousClock {
  /// In milliseconds.
  static func time(_ body: () throws -> Void) rethrows -> Double {
    let start = now
    try body()
    return (now - start).milliseconds
  }
}

extension Duration {
  var milliseconds: Double { self / .milliseconds(1) }
}
