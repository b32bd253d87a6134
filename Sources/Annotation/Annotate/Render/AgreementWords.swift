import Preferences
import Statistics

/// An agreement in words.
struct AgreementWords {
  let name: String
  let share: String
  let interval: String
  let kappa: String
  let count: String

  var shorterAndShorter: [String] {
    [
      "\(name) \(share) \(interval)  κ \(kappa)  n \(count)", "\(name) \(share)  κ \(kappa)  n \(count)",
      "\(name) \(share)  n \(count)",
    ]
  }
}

extension AgreementTally {
  /// - Returns: `nil` before the first trial.
  func words(called name: String) -> AgreementWords? {
    guard let share, let interval else { return nil }
    return AgreementWords(
      name: name, share: Wording.tenthsOfPercent(share) + " %",
      interval: "[\(Wording.tenthsOfPercent(interval.low)), \(Wording.tenthsOfPercent(interval.high))]",
      kappa: kappa.value.map { Wording.decimal($0, digits: 2) } ?? "undefined", count: "\(count)")
  }
}
