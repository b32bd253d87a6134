extension Wording {
  /// A probability in two digits, never 0 or 1 where it is not.
  static func probability(_ value: Double) -> String {
    if value > 0.995, value < 1 { return ">0.99" }
    if value < 0.005, value > 0 { return "<0.01" }
    return decimal(value, digits: 2)
  }
}
