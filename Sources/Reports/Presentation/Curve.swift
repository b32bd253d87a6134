/// A quantity in the course of some work, in one or more lines of points.
package struct Curve: Hashable, Sendable {
  package let title: String
  /// What is counted along the axis: `steps`.
  package let unit: String
  /// Drawn over each other, the first on top.
  package let series: [Series]

  package struct Series: Hashable, Sendable {
    package let name: String
    package let points: [Point]

    package init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  package struct Point: Hashable, Sendable {
    package let step: Int
    package let value: Double

    package init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  package init(title: String, unit: String, series: [Series]) {
    self.title = title
    self.unit = unit
    self.series = series
  }

  /// What values and steps lie within; `nil` where there are not two different steps.
  var range: (values: ClosedRange<Double>, last: Int)? {
    let points = series.flatMap(\.points).filter(\.value.isFinite)
    guard let low = points.map(\.value).min(), let high = points.map(\.value).max(),
      let last = points.map(\.step).max(), last > 0
    else { return nil }
    return (low...(high > low ? high : low + 1), last)
  }
}
