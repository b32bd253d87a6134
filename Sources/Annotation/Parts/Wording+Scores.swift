extension Wording {
  /// A predicted probability in two digits, never 0 or 1: no softmax is, though it may round to it.
  static func probability(_ value: Double) -> String {
    if value > 0.995 { return ">0.99" }
    if value < 0.005 { return "<0.01" }
    return decimal(value, digits: 2)
  }

  /// The same in whole percent.
  static func predictedPercent(_ probability: Double) -> String {
    if probability > 0.995 { return ">99 %" }
    if probability < 0.005 { return "<1 %" }
    return percent(probability)
  }
}
