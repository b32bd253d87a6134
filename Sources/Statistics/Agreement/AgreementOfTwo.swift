/// How far two people agree under `imagereward`, neither of whom is a model: each of them stands for it once. A pair that
/// both decide counts twice, one that a single one of them decides counts once, and against them.
package struct AgreementOfTwo: Equatable, Sendable {
  package let earned: Double
  package let counted: Double

  /// - Parameter table: the verdicts first, second and tie of the one by those of the other.
  package init(_ table: ConfusionTable) {
    let tie = table.categories - 1
    let bothTie = table.counts[tie * table.categories + tie]
    earned = Double(2 * (table.agreements - bothTie))
    counted = Double(2 * table.total - table.rowTotals[tie] - table.columnTotals[tie])
  }

  package var share: Statistic {
    counted == 0 ? .undefined(.noData) : .value(earned / counted)
  }
}
