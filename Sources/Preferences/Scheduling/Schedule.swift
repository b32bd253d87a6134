/// The trials of one annotator, in order: a pure function of the settings, the annotator and the comparisons,
/// so that a session goes on where the last one stopped without anything being written ahead.
///
/// Each unit (a comparison, or a pair out of it) takes its place by a keyed hash of its own, so a comparison
/// added later slips in without disturbing the rest.
///
/// Cost: O(n log n) once for n trials, 16 bytes each; O(1) a trial looked at.
package struct Schedule: Sendable {
  private let annotator: AnnotatorID
  private let settings: SessionSettings
  private let comparisons: [ComparisonSummary]
  private let units: [Unit]

  package init(annotator: AnnotatorID, settings: SessionSettings, comparisons: [ComparisonSummary]) {
    self.annotator = annotator
    self.settings = settings
    self.comparisons = comparisons
    units = Self.units(annotator: annotator, settings: settings, comparisons: comparisons)
  }

  package var count: Int { units.count }

  package subscript(position: Int) -> PlannedTrial {
    let unit = units[position]
    let comparison = comparisons[Int(unit.comparison)]
    let members = Pairs.members(
      Int(unit.part), ofComparisonWith: comparison.candidateCount, mode: settings.mode)
    return PlannedTrial(
      annotator: annotator, comparison: comparison.id, members: members, task: settings.mode.task,
      repetition: Int(unit.repetition), seed: settings.seed, selection: selection(of: unit, in: comparison))
  }

  private func selection(of unit: Unit, in comparison: ComparisonSummary) -> Selection {
    if unit.repetition > 0 { return Selection(policy: .repeat, probability: settings.repeatShare) }
    guard settings.mode == .pair else { return Selection(policy: .random, probability: 1) }
    let all = Pairs.count(of: comparison.candidateCount)
    let taken = min(all, settings.pairsPerComparison ?? all)
    return Selection(policy: .random, probability: Double(taken) / Double(all))
  }

  /// 16 bytes: a schedule may hold millions.
  fileprivate struct Unit {
    let order: UInt64
    let comparison: UInt32
    /// Which pair of the comparison; 0 where the whole comparison is shown.
    let part: UInt16
    var repetition: UInt16 = 0
  }
}

extension Schedule {
  private static func units(
    annotator: AnnotatorID, settings: SessionSettings, comparisons: [ComparisonSummary]
  ) -> [Unit] {
    let hash = SipHash.ordering(seed: settings.seed)
    var units: [Unit] = []
    units.reserveCapacity(comparisons.count)
    for (index, comparison) in comparisons.enumerated() {
      for part in parts(of: comparison, settings: settings, hash: hash) {
        var fields = HashFields("order of trials")
        fields.append(annotator)
        fields.append(comparison.id)
        fields.append(integer: UInt64(part))
        units.append(
          Unit(order: hash(fields.bytes).high, comparison: UInt32(index), part: UInt16(part)))
      }
    }
    units.sort { $0.order < $1.order }
    return withRepeats(units, share: settings.repeatShare)
  }

  private static func parts(
    of comparison: ComparisonSummary, settings: SessionSettings, hash: SipHash
  ) -> [Int] {
    guard settings.mode == .pair else { return [0] }
    let all = Pairs.count(of: comparison.candidateCount)
    guard let wanted = settings.pairsPerComparison, wanted < all else { return Array(0..<all) }
    return Pairs.sample(wanted, of: comparison, hash: hash)
  }

  /// Each trial comes back with probability `share`, 20 to 39 trials later, or at the end where fewer are left.
  ///
  /// Which trials come back follows from their order keys, which are uniform over 64 bits.
  private static func withRepeats(_ units: [Unit], share: Double) -> [Unit] {
    guard share > 0 else { return units }
    var result: [Unit] = []
    result.reserveCapacity(units.count + Int(Double(units.count) * share))
    var due: [(after: Int, unit: Unit)] = []
    for (position, unit) in units.enumerated() {
      result.append(unit)
      let mixed = unit.order &* 0x9e37_79b9_7f4a_7c15
      if Double(mixed >> 11) < share * 0x1p53 {
        var again = unit
        again.repetition = 1
        due.append((position + 20 + Int(mixed % 20), again))
      }
      result.append(contentsOf: due.filter { $0.after <= position }.map(\.unit))
      due.removeAll { $0.after <= position }
    }
    return result + due.sorted { $0.after < $1.after }.map(\.unit)
  }
}
