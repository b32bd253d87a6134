extension Forest {
  /// The axis: for shares from 0 to 100 %, so that two plots can be held against each other; else from one round number
  /// to another, around all values, intervals and the reference. `nil` without a value.
  var range: ClosedRange<Double>? {
    var numbers = rows.compactMap(\.value)
    guard !numbers.isEmpty else { return nil }
    if unit == .percent { return 0...1 }
    for row in rows {
      if let interval = row.interval { numbers += [interval.lowerBound, interval.upperBound] }
    }
    if let reference { numbers.append(reference) }
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    let air = high > low ? 0 : max(high.magnitude * 0.1, 0.01)
    return AxisTicks.roundedOut((low - air)...(high + air))
  }

  /// What there is to read below the rows, and the sign of it behind each row's figure.
  var remarks: (marks: [String], lines: [String]) {
    var remarks = Remarks()
    let marks = rows.map { remarks.mark($0.value == nil ? nil : $0.remark) }
    return (marks, remarks.lines)
  }
}

extension Forest.Row {
  /// - Parameter reason: why there is no value, where that can be said better than by the value itself.
  init(_ measure: Measure, label: String? = nil, reason: String? = nil, isCeiling: Bool = false) {
    self.init(
      label: label ?? (measure.subject.isEmpty ? measure.name : measure.subject), value: measure.value.value,
      interval: measure.interval.map { $0.low...$0.high }, n: measure.n,
      reason: measure.value.undefined.map { reason ?? $0.description }, remark: measure.remark,
      isCeiling: isCeiling)
  }
}
