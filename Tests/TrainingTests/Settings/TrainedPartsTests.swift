import CLIP
import Testing

@testable import Training

@Suite struct TrainedPartsTests {
  @Test(arguments: [
    ("image=10,text=6", TrainedParts(image: .blocks(10), text: .blocks(6), logitScale: true)),
    ("projections", TrainedParts(image: .projection, text: .projection, logitScale: true)),
    ("everything", TrainedParts(image: .everything, text: .everything, logitScale: true)),
    ("image=everything,text=nothing", TrainedParts(image: .everything, text: .nothing, logitScale: true)),
    (
      "image=projection,text=0,scale=nothing",
      TrainedParts(image: .projection, text: .blocks(0), logitScale: false)
    ),
  ])
  func partsAreReadAsTheyAreWritten(_ text: String, _ parts: TrainedParts) {
    #expect(TrainedParts(text) == parts)
    #expect(parts.description == text)
  }

  @Test(arguments: [
    "", "image", "image=", "image=-1", "image=10,image=2", "image=nothing,text=nothing", "scale=nothing",
    "image=1;text=2", "text=99999", "scale=everything,image=1", "image=1,",
  ])
  func whatIsNoListOfPartsIsRefused(_ text: String) {
    #expect(TrainedParts(text) == nil)
  }

  @Test func projectionsHaveARecipeOfTheirOwn() throws {
    #expect(Recipe.usual(training: try #require(TrainedParts("projections"))) == .projections)
    #expect(Recipe.usual(training: try #require(TrainedParts("image=10,text=6"))) == .humanPreference)
    #expect(Recipe.humanPreference.learningRate == 3.3e-6 && Recipe.humanPreference.weightDecay == 0.35)
  }
}
