import TestSupport
import Testing

@testable import Statistics

@Suite struct ConfusionTableTests {
  @Test func growsByOneAndShrinks() throws {
    var table = ConfusionTable(categories: 3)
    #expect(table.agreement == .undefined(.noData))
    for (row, column) in [(0, 0), (1, 1), (2, 1), (1, 1)] {
      #expect(table.add(row: row, column: column) == true)
    }
    #expect(table == ConfusionTable([[1, 0, 0], [0, 2, 0], [0, 1, 0]]))
    #expect(table.agreement == .value(0.75))
    #expect(table.rowTotals == [1, 2, 1] && table.columnTotals == [1, 3, 0] && table.total == 4)
    #expect(table.add(row: 2, column: 1, times: -1) == true)
    #expect(table == ConfusionTable([[1, 0, 0], [0, 2, 0], [0, 0, 0]]))
  }

  @Test func refusesWhatIsNotThere() {
    var table = ConfusionTable(categories: 2)
    let empty = table
    for (row, column) in [(-1, 0), (0, 2), (2, 0), (0, -1)] {
      #expect(table.add(row: row, column: column) == false)
    }
    #expect(table.add(row: 0, column: 0, times: -1) == false)
    #expect(table.add(row: 0, column: 0, times: .min) == false)
    #expect(table == empty)
    #expect(table.add(row: 0, column: 0, times: .max) == true)
    #expect(table.add(row: 1, column: 0) == false)
    #expect(ConfusionTable([[1, 2]]) == nil)
    #expect(ConfusionTable([[1, 2], [3]]) == nil)
    #expect(ConfusionTable([[1, -2], [3, 4]]) == nil)
    #expect(ConfusionTable([[.max, 1], [0, 0]]) == nil)
    #expect(ConfusionTable([])?.kappa() == .undefined(.noData))
  }

  @Test func oneAtATimeIsAllAtOnce() throws {
    var source = SeededSource(seed: 7)
    var rows = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    var grown = ConfusionTable(categories: 3)
    for _ in 0..<200 {
      let (row, column) = (Int.random(in: 0..<3, using: &source), Int.random(in: 0..<3, using: &source))
      rows[row][column] += 1
      grown.add(row: row, column: column)
      let whole = try #require(ConfusionTable(rows))
      #expect(grown == whole)
      #expect(grown.kappa() == whole.kappa())
    }
  }
}
