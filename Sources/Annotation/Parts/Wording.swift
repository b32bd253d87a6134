import Preferences

/// Numbers in the words of the screens.
enum Wording {
  /// With so many digits behind the point; what is too large for that, or no number, is a dash.
  static func decimal(_ value: Double, digits: Int = 1) -> String {
    let unit = (0..<digits).reduce(1) { power, _ in power * 10 }
    guard let units = Int(exactly: (value * Double(unit)).rounded()) else { return "–" }
    let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: UInt(unit))
    let sign = units < 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    return "\(sign)\(whole)." + String(repeating: "0", count: digits - String(rest).count) + String(rest)
  }

  /// 0…1 as a whole percentage; none and all only where it is so.
  static func percent(_ share: Double) -> String {
    if share > 0.995, share < 1 { return ">99 %" }
    if share < 0.005, share > 0 { return "<1 %" }
    return decimal(100 * share, digits: 0) + " %"
  }

  /// 0…1 in percent with one digit behind the point, likewise.
  static func tenthsOfPercent(_ share: Double) -> String {
    if share > 0.9995, share < 1 { return ">99.9" }
    if share < 0.0005, share > 0 { return "<0.1" }
    return decimal(100 * share)
  }

  /// 100 times a cosine, as an HPS is written, or what another scorer calls a score.
  static func score(_ score: Double, isCosine: Bool) -> String {
    isCosine ? decimal(humanPreferenceScore(cosine: score), digits: 2) : decimal(score, digits: 3)
  }

  /// In the largest fitting unit.
  static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded())) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    default: "\(decimal(seconds / 3600)) h"
    }
  }

  /// A bar of block characters, exact to an eighth of a cell.
  static func bar(_ fraction: Double, width: Int) -> String {
    let eighths = Int((fraction * Double(width * 8)).rounded())
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let filled = String(repeating: "█", count: eighths / 8) + partial
    return "▕" + filled + String(repeating: " ", count: width - filled.count) + "▏"
  }
}
