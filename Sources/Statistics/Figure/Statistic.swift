/// A figure: a finite number, or the reason why there is none. Never infinite and never NaN, since the only
/// ways to make one turn these into `Undefined`.
package struct Statistic: Hashable, Sendable {
  /// For a `switch`: `.success(number)`, always finite, or `.failure(reason)`.
  package let outcome: Result<Double, Undefined>

  private init(outcome: Result<Double, Undefined>) {
    self.outcome = outcome
  }

  /// The number; where it is NaN, undefined by `invalidInput`, where infinite, by `unbounded`.
  package static func value(_ number: Double) -> Statistic {
    guard !number.isNaN else { return undefined(.invalidInput) }
    guard number.isFinite else { return undefined(.unbounded) }
    return Statistic(outcome: .success(number))
  }

  package static func undefined(_ reason: Undefined) -> Statistic {
    Statistic(outcome: .failure(reason))
  }

  /// What `compute` returns, or the reason that it throws.
  package init(_ compute: () throws(Undefined) -> Double) {
    do {
      self = .value(try compute())
    } catch {
      self = .undefined(error)
    }
  }

  /// The finite number, or `nil` where there is none.
  package var value: Double? { try? outcome.get() }

  /// Why there is no number, or `nil` where there is one.
  package var undefined: Undefined? {
    guard case .failure(let reason) = outcome else { return nil }
    return reason
  }

  /// The finite number.
  package func get() throws(Undefined) -> Double { try outcome.get() }
}
