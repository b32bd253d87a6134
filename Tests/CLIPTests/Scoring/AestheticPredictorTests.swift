import Checkpoints
import Preferences
import TestSupport
import Testing

@testable import CLIP

@Suite struct AestheticPredictorTests {
  private static let file = RepositoryPaths.sharedFolder("aesthetic/sac+logos+ava1-l14-linearMSE.pth")

  /// The figures were computed from the same file with NumPy.
  @Test(.enabled(if: file != nil, "../shared/aesthetic is missing"))
  func theRealWeightsCollapseToOneLayer() throws {
    let predictor = try AestheticPredictor(Checkpoint.open(try #require(Self.file)))
    #expect(predictor.weights.count == 768)
    #expect(abs(predictor.bias - 5.236_645_8) < 1e-6)
    let length = predictor.weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(length - 17.995_625) < 1e-5)
    for (found, expected) in zip(predictor.weights, [-0.691_593, -0.556_994, -0.321_169]) {
      #expect(abs(found - expected) < 1e-6)
    }
    let flat = try #require(Embedding(normalizing: [Float](repeating: 1, count: 768)))
    let expected = predictor.bias + predictor.weights.reduce(0, +) / 768.0.squareRoot()
    #expect(abs(try #require(predictor.score(of: flat)) - expected) < 1e-5)
    #expect(predictor.score(of: try #require(Embedding(normalizing: [1, 2]))) == nil)
  }

  @Test func aCheckpointWithoutLayersIsRefused() throws {
    let clip = try Checkpoint.open(Fixtures.checkpointPath("openai-f32.pt"))
    #expect(throws: CheckpointFault.missingTensor(file: clip.path, name: "layers.0.weight")) {
      try AestheticPredictor(clip)
    }
  }
}
