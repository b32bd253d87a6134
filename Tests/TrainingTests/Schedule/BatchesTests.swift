import Testing

@testable import Training

@Suite struct BatchesTests {
  private func all(_ batches: Batches) -> [[Int]] {
    var order: Batches.Order?
    return (0..<batches.steps).map { batches.batch($0, remembering: &order) }
  }

  @Test func everyEpochGoesThroughAllExamplesInAnOrderOfItsOwn() {
    let batches = Batches(of: 23, size: 5, epochs: 3, seed: 7)
    let taken = all(batches)
    #expect(batches.steps == 15 && taken.map(\.count) == [5, 5, 5, 5, 3, 5, 5, 5, 5, 3, 5, 5, 5, 5, 3])
    let epochs = (0..<3).map { Array(taken[$0 * 5..<$0 * 5 + 5].joined()) }
    for epoch in epochs { #expect(epoch.sorted() == Array(0..<23)) }
    #expect(Set(epochs).count == 3)
    #expect(all(batches) == taken)
    #expect(all(Batches(of: 23, size: 5, epochs: 3, seed: 8)) != taken)
  }

  @Test func aStepIsTheSameWithoutThoseBefore() {
    let batches = Batches(of: 23, size: 5, epochs: 3, seed: 7)
    let taken = all(batches)
    for step in [14, 3, 9] {
      var order: Batches.Order?
      #expect(batches.batch(step, remembering: &order) == taken[step])
    }
  }
}
