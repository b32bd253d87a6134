import Glibc

/// The penalised log likelihood of Davidson's model, with ln π of each item as parameters and, where pairs tied, ln ν
/// behind them.
struct DavidsonLikelihood {
  private let items: Int
  private let penalty: Double
  private let pairs: [Pair]
  let hasTies: Bool

  /// Two items that met.
  private struct Pair {
    let first: Int
    let second: Int
    let wins: Double
    let losses: Double
    let ties: Double
  }

  /// Values at a point. The curvature is the negative second derivative, row-major.
  private struct Shape {
    var value = 0.0
    var gradient: [Double]
    var curvature: [Double]
  }

  init(_ results: PairwiseResults, penalty: Double) {
    items = results.items
    self.penalty = penalty
    pairs = (0..<results.items).flatMap { first in
      (first + 1..<results.items).compactMap { second in
        let pair = Pair(
          first: first, second: second, wins: Double(results.wins(of: first, over: second)),
          losses: Double(results.wins(of: second, over: first)), ties: Double(results.ties(first, second)))
        return pair.wins + pair.losses + pair.ties > 0 ? pair : nil
      }
    }
    hasTies = pairs.contains { $0.ties > 0 }
  }

  var hasResults: Bool { !pairs.isEmpty }
  var hasDecided: Bool { pairs.contains { $0.wins + $0.losses > 0 } }

  private var parameters: Int { hasTies ? items + 1 : items }

  /// Newton's method, each step halved until the value rises.
  func maximum() throws(Undefined) -> [Double] {
    var point = [Double](repeating: 0, count: parameters)
    var shape = shape(at: point)
    for _ in 0..<Self.mostSteps {
      guard var step = solve(shape.curvature, shape.gradient) else { throw .notConverged }
      // What a step can still gain; below the rounding of the value, halving could not tell better from worse.
      let gain = zip(step, shape.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      var next = self.shape(at: zip(point, step).map(+))
      while gain > Self.rounding * (1 + shape.value.magnitude), !(next.value > shape.value) {
        step = step.map { $0 / 2 }
        guard step.contains(where: { $0.magnitude > Self.tolerance }) else { throw .notConverged }
        next = self.shape(at: zip(point, step).map(+))
      }
      point = zip(point, step).map(+)
      shape = next
      guard step.contains(where: { $0.magnitude > Self.tolerance }) else { return centred(point) }
    }
    throw .notConverged
  }

  /// Rounding alone moves the mean from 0.
  private func centred(_ point: [Double]) -> [Double] {
    let mean = point[..<items].reduce(0, +) / Double(items)
    return point[..<items].map { $0 - mean } + point[items...]
  }

  private func shape(at point: [Double]) -> Shape {
    var shape = Shape(
      gradient: Array(repeating: 0, count: parameters),
      curvature: Array(repeating: 0, count: parameters * parameters))
    for pair in pairs { add(pair, at: point, to: &shape) }
    // Only differences of strengths matter to the likelihood; this keeps their mean at 0 and the curvature regular.
    let mean = point[..<items].reduce(0, +)
    shape.value -= mean * mean / 2
    for item in 0..<items {
      shape.gradient[item] -= mean
      for other in 0..<items { shape.curvature[item * parameters + other] += 1 }
    }
    for index in 0..<parameters {
      shape.value -= penalty / 2 * point[index] * point[index]
      shape.gradient[index] -= penalty * point[index]
      shape.curvature[index * parameters + index] += penalty
    }
    return shape
  }

  /// One pair in the terms that its likelihood has: half the difference of the two strengths, and ln ν. Written
  /// without the difference of large numbers, which would keep lopsided results from converging.
  private func add(_ pair: Pair, at point: [Double], to shape: inout Shape) {
    let half = (point[pair.first] - point[pair.second]) / 2
    let apart = half.magnitude
    let tie = hasTies ? point[items] : -.infinity
    let highest = max(apart, tie)
    let (up, down, level) = (exp(half - highest), exp(-half - highest), exp(tie - highest))
    // Of the three one is 1, and this the sum of the others.
    let rest = apart >= tie ? exp(-2 * apart) + level : up + down
    let (win, loss, tied) = (up / (1 + rest), down / (1 + rest), level / (1 + rest))
    shape.value += pair.wins * (half - highest - log1p(rest)) + pair.losses * (-half - highest - log1p(rest))

    let decided = pair.wins + pair.losses
    let surplus = pair.wins * (loss + tied) - (pair.losses + pair.ties) * win
    let deficit = pair.losses * (win + tied) - (pair.wins + pair.ties) * loss
    let slope = (surplus - deficit) / 2
    shape.gradient[pair.first] += slope
    shape.gradient[pair.second] -= slope
    let count = decided + pair.ties
    let bend = count * (win * loss + (win + loss) * tied / 4)
    shape.curvature[pair.first * parameters + pair.first] += bend
    shape.curvature[pair.second * parameters + pair.second] += bend
    shape.curvature[pair.first * parameters + pair.second] -= bend
    shape.curvature[pair.second * parameters + pair.first] -= bend
    guard hasTies else { return }
    shape.value += pair.ties * (tie - highest - log1p(rest))
    shape.gradient[items] += pair.ties * (win + loss) - decided * tied
    shape.curvature[items * parameters + items] += count * tied * (win + loss)
    let mixed = -count * tied * (win - loss) / 2
    for (item, sign) in [(pair.first, 1.0), (pair.second, -1.0)] {
      shape.curvature[item * parameters + items] += sign * mixed
      shape.curvature[items * parameters + item] += sign * mixed
    }
  }

  private static let mostSteps = 200
  private static let tolerance = 1e-10
  private static let rounding = 1e-13
}
