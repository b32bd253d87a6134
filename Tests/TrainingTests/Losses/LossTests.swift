import Foundation
import Tensors
import Testing

@testable import Training

/// Values and slopes of every loss against PyTorch's: `Tests/Reference/losses.py`.
@Suite struct LossTests {
  private struct Fixture: Decodable {
    struct Case: Decodable {
      let loss: Loss
      let ties: Ties
      let logits: [Double]
      let preferred: Int?
      let levels: [Int]?
      let value: Double?
      let slopes: [Double]?
    }

    struct Contrasted: Decodable {
      let logits: [[Float]]
      let images: [Int]
      let prompts: [Int]
      let value: Double
      let slopes: [[Float]]
    }

    let contrast: Contrasted
    let cases: [Case]
    let rates: [Double]

    static func load() throws -> Fixture {
      let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/losses.json")
      return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: path))
    }
  }

  @Test func valuesAndSlopesAreThoseOfPyTorch() throws {
    let cases = try Fixture.load().cases
    #expect(cases.count > 80)
    for expected in cases {
      let judgement: Judgement
      if let place = expected.preferred {
        judgement = .preferred(place)
      } else {
        judgement = .ranking(try #require(expected.levels))
      }
      let contests = expected.loss.contests(of: judgement, among: expected.logits.count, ties: expected.ties)
      let label = Comment("\(expected.loss) \(expected.ties) \(judgement)")
      guard let value = expected.value, let slopes = expected.slopes else {
        #expect(contests.isEmpty, label)
        continue
      }
      let found = contests.cost(of: expected.logits)
      #expect(abs(found.cost - value) <= 1e-12 * max(1, abs(value)), label)
      for (found, expected) in zip(found.slopes, slopes) { #expect(abs(found - expected) <= 1e-12, label) }
    }
  }

  @Test func contrastIsTheLossOfCLIP() throws {
    let expected = try Fixture.load().contrast
    let logits = Matrix(reading: Tensor(expected.logits.flatMap { $0 }, shape: [5, 3]))
    let gradient = Matrix(zeros: 5, columns: 3)
    let cost = Contrast(images: expected.images, prompts: expected.prompts)
      .cost(of: logits, weight: 2, addingSlopesTo: gradient)
    #expect(abs(cost - 2 * expected.value) < 1e-6)
    for (row, slopes) in expected.slopes.enumerated() {
      for (found, slope) in zip(gradient.withRow(row) { Array($0) }, slopes) {
        #expect(abs(found - 2 * slope) < 1e-6)
      }
    }
    #expect(Contrast(images: [], prompts: []).cost(of: logits, weight: 1, addingSlopesTo: gradient) == 0)
  }

  @Test func learningRatesAreThoseOfOpenCLIP() throws {
    let rate = LearningRate(highest: 3.3e-6, warmUpSteps: 5, steps: 40)
    let expected = try Fixture.load().rates
    for (step, expected) in expected.enumerated() { #expect(abs(rate[step] - expected) <= 1e-18) }
    #expect(rate[40] == 0)
  }

  @Test func aLossOfTwoCandidatesIsTheSameUnderEveryName() {
    for judgement in [Judgement.preferred(1), .ranking([0, 1]), .ranking([0, 0])] {
      let costs = Loss.allCases.map {
        $0.contests(of: judgement, among: 2, ties: .soft).cost(of: [0.3, -1.2]).cost
      }
      #expect(abs(costs[0] - costs[1]) < 1e-15 && abs(costs[0] - costs[2]) < 1e-15)
    }
  }

  @Test func logitsOfAnySizeHaveAFiniteCost() {
    let contests = Loss.softmax.contests(of: .preferred(0), among: 3, ties: .soft)
    let (cost, slopes) = contests.cost(of: [-4000, 4000, 0])
    #expect(cost == 8000)
    #expect(slopes == [-1, 1, 0])
    #expect(contests.cost(of: [.nan, 0, 0]).cost.isNaN)
  }
}
