import FoundationEssentials
import Preferences
import Testing

@testable import CLIP

@Suite("Pixels as torch resizes them")
struct TensorEqualityTests {
  @Test("Within 1e-4", arguments: Expectation.all.filter { $0.tensor != nil })
  func floats(expected: Expectation) throws {
    let data = try Data(contentsOf: URL(filePath: Expectation.path(try #require(expected.tensor))))
    let wanted = Array(data)
    let planes = ImagePreprocessing(.tensor, side: expected.side).planes(
      of: try Expectation.image(expected.file))
    #expect(planes.shape == [3, expected.side, expected.side])
    let floats = planes.elements
    #expect(wanted.count == 4 * floats.count)
    for (place, float) in floats.enumerated() {
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(wanted[4 * place + $1]) << UInt32(8 * $1) }
      #expect(abs(float - Float(bitPattern: bits)) <= 1e-4, "place \(place)")
    }
  }

  @Test("An image of one column keeps a column")
  func thin() {
    let column = StoredPixels(
      mode: .l, size: PixelSize(width: 1, height: 100), samples: [UInt8](repeating: 255, count: 100))
    let red = ImagePreprocessing(.tensor, side: 8).planes(of: column).elements[..<64]
    let black = -ImagePreprocessing.openAIMean.x / ImagePreprocessing.openAIDeviation.x
    let white = (1 - ImagePreprocessing.openAIMean.x) / ImagePreprocessing.openAIDeviation.x
    for (place, value) in red.enumerated() {
      // (8 - 1) / 2 columns lie at its left.
      #expect(abs(value - (place % 8 == 3 ? white : black)) < 1e-5)
    }
  }
}
