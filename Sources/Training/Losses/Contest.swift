import Glibc

/// Some candidates of a choice of which one, or several in equal shares, ought to win. Costs the cross entropy of the
/// prediction among them, softmax of their logits, against these shares.
package struct Contest: Hashable, Sendable {
  /// Places of candidates.
  package let members: [Int]
  /// One of each member; they sum to 1.
  package let shares: [Double]
  package let weight: Double

  init(_ members: [Int], sharedBy winners: [Int]) {
    self.init(
      members: members, shares: members.map { winners.contains($0) ? 1 / Double(winners.count) : 0 },
      weight: 1)
  }

  private init(members: [Int], shares: [Double], weight: Double) {
    self.members = members
    self.shares = shares
    self.weight = weight
  }

  func weighing(_ weight: Double) -> Contest {
    Contest(members: members, shares: shares, weight: weight)
  }

  /// Adds the slope of the cost by each candidate's logit.
  /// - Returns: the cost; no finite number where a logit is none.
  package func cost(of logits: [Double], addingSlopesTo slopes: inout [Double]) -> Double {
    // Relative to the highest, so that no exponential overflows.
    let highest = members.map { logits[$0] }.max() ?? 0
    let logarithm = highest + log(members.reduce(0) { $0 + exp(logits[$1] - highest) })
    var cost = 0.0
    for (member, share) in zip(members, shares) {
      let surprise = logarithm - logits[member]
      cost += share * surprise
      slopes[member] += weight * (exp(-surprise) - share)
    }
    return weight * cost
  }
}

extension [Contest] {
  /// What a choice costs, and the slope of that by each candidate's logit.
  package func cost(of logits: [Double]) -> (cost: Double, slopes: [Double]) {
    var slopes = [Double](repeating: 0, count: logits.count)
    let cost = reduce(0.0) { $0 + $1.cost(of: logits, addingSlopesTo: &slopes) }
    return (cost, slopes)
  }
}
