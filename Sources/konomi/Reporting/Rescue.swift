import Preferences

extension RescuableStore {
  /// What was recorded into a file that nobody finds any more would be gone with the program: it is written to a new
  /// one beside it before the program ends.
  /// - Parameters:
  ///   - rescued: where it was written already.
  ///   - ifWorthIt: whether anything was recorded.
  /// - Returns: what became of it, in lines.
  func linesOnRescue(after rescued: String? = nil, ifWorthIt: Bool) -> [String] {
    var path = rescued
    if hasMoved, ifWorthIt {
      do { path = try rescue() } catch {
        return [
          "the database was moved or removed while it was open, and could not be written anew: \(error)"
        ]
      }
    }
    guard let path else { return [] }
    return [
      "the database was moved or removed while it was open: everything is in \(path)",
      "`konomi export --db \(path) --format jsonl --output FILE` and `konomi import FILE` bring it into another",
    ]
  }
}
