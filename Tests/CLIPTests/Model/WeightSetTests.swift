import Checkpoints
import FoundationEssentials
import Tensors
import TestSupport
import Testing

@testable import CLIP

/// Two sets of weights in one file: which is meant is never guessed by the alphabet.
@Suite struct WeightSetTests {
  /// A file with the weights of a fixture behind each of some prefixes, those of each scaled to tell them apart.
  private func file(_ prefixes: [(String, Float)], in folder: TemporaryFolder) throws -> ModelFile {
    let source = try Checkpoint.open(Fixtures.checkpointPath("openai-f32.pt"))
    var items: [SafetensorsWriter.Item] = []
    for (prefix, factor) in prefixes {
      for name in source.names {
        let tensor = try source.tensor(name)
        let scaled =
          name == "logit_scale" ? Tensor(tensor.elements.map { $0 * factor }, shape: tensor.shape) : tensor
        items.append(SafetensorsWriter.Item(prefix + name, scaled))
      }
    }
    let path = folder["weights.safetensors"]
    try SafetensorsWriter.write(items, metadata: [:], to: path)
    return try ModelFile(path)
  }

  private func scale(_ prefixes: [(String, Float)], _ set: String? = nil) throws -> (Float, CLIPCheckpoint) {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let clip = try file(prefixes, in: folder).clip(weights: set)
    let bare = try Checkpoint.open(Fixtures.checkpointPath("openai-f32.pt")).scalar("logit_scale")
    return (clip.logarithmOfScale / bare, clip)
  }

  @Test(arguments: ["ema.", "zzz.", "module.ema."])
  func bareNamesGoFirstWhateverTheOthersAreCalled(_ prefix: String) throws {
    let (factor, clip) = try scale([(prefix, 2), ("", 1)])
    #expect(abs(factor - 1) < 1e-6)
    #expect(clip.set == "bare" && clip.otherSets == [String(prefix.dropLast())])
    #expect(clip.words == ["gelu", "weights bare"])
    let word = String(prefix.dropLast())
    for word in [word, prefix] {
      let (factor, clip) = try scale([(prefix, 2), ("", 1)], word)
      #expect(abs(factor - 2) < 1e-6)
      #expect(clip.words == ["gelu", "weights \(prefix.dropLast())"])
    }
    #expect(try abs(scale([(prefix, 2), ("", 1)], "bare").0 - 1) < 1e-6)
  }

  @Test func twoSetsOfWhichNoneIsBareAreRefusedWithBothNamed() throws {
    let count = try Checkpoint.open(Fixtures.checkpointPath("openai-f32.pt")).names.count
    let fault = #expect(throws: ModelFault.self) { try scale([("model.", 1), ("ema.", 2)]) }
    #expect(
      "\(try #require(fault))".hasSuffix(
        "it holds 2 CLIPs: “ema.…” (\(count) tensors), “model.…” (\(count) tensors); say which: --weights ema or --weights model"
      ))
    #expect(try abs(scale([("model.", 1), ("ema.", 2)], "ema").0 - 2) < 1e-6)
    let unknown = #expect(throws: ModelFault.self) { try scale([("model.", 1), ("ema.", 2)], "emma") }
    #expect("\(try #require(unknown))".contains("no CLIP has the prefix “emma”"))
  }

  @Test func aSingleSetNeedsNoWordAndKeepsItsIdentity() throws {
    let (_, clip) = try scale([("module.", 1)])
    #expect(clip.set == nil && clip.otherSets.isEmpty && clip.words == ["gelu"])
  }

  @Test func aSetThatIsNotWholeIsNoChoice() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let source = try Checkpoint.open(Fixtures.checkpointPath("openai-f32.pt"))
    var items = try source.names.map { SafetensorsWriter.Item("model." + $0, try source.tensor($0)) }
    items.append(SafetensorsWriter.Item("ema.visual.conv1.weight", try source.tensor("visual.conv1.weight")))
    try SafetensorsWriter.write(items, metadata: [:], to: folder["weights.safetensors"])
    let clip = try ModelFile(folder["weights.safetensors"]).clip()
    #expect(clip.set == nil)
    _ = try clip.textTower(on: Workers(count: 1))
  }
}
