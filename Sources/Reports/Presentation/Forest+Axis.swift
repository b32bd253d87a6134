extension Forest {
  /// What the axis must hold: all values, intervals and the reference, with a little air. `nil` without a value.
  var range: ClosedRange<Double>? {
    var numbers = rows.compactMap(\.value)
    guard !numbers.isEmpty else { return nil }
    for row in rows {
      if let interval = row.interval { numbers += [interval.lowerBound, interval.upperBound] }
    }
    if let reference { numbers.append(reference) }
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    let air = high > low ? (high - low) * 0.04 : max(high.magnitude * 0.1, 0.01)
    return (low - air)...(high + air)
  }
}

extension Forest.Row {
  init(_ measure: Measure, label: String? = nil, isCeiling: Bool = false) {
    self.init(
      label: label ?? (measure.subject.isEmpty ? measure.name : measure.subject), value: measure.value.value,
      interval: measure.interval.map { $0.low...$0.high }, n: measure.n,
      reason: measure.value.undefined?.description,
      isCeiling: isCeiling)
  }
}
