import CLIP
import Checkpoints
import FoundationEssentials
import TestSupport
import Testing

@testable import Training

@Suite struct ResumeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func resume(_ trainer: Trainer, base: String = "tiny") -> ResumeFile {
    ResumeFile(path: folder["resume"], base: base, data: trainer.data.fingerprint)
  }

  private func output(_ trainer: Trainer, _ name: String) throws -> Data {
    let record = TrainingRecord(
      of: trainer, base: TrainingRecord.Base(name: "tiny", sha256: "00"), version: "0")
    try TrainedModel(trainer.model, as: .float32, record: record, preprocessing: ImagePreprocessing(.pillow))
      .write(to: folder[name])
    return try Data(contentsOf: URL(filePath: folder[name]))
  }

  @Test(arguments: [nil, 1] as [Int?])
  func goingOnGivesTheSameBytesAsNeverStopping(patience: Int?) throws {
    var tiny = try TinyTraining(choices: 16)
    tiny.plan.patience = patience
    let whole = try tiny.trainer()
    try TrainingRun(whole, savingTo: resume(whole)).run(isCancelled: { false }, onStep: { _ in })
    resume(whole).remove()

    let cut = try tiny.trainer()
    var looks = 0
    #expect(throws: TrainingFault.cancelled) {
      try TrainingRun(cut, savingTo: resume(cut)).run(
        isCancelled: {
          looks += 1
          return looks > 3
        }, onStep: { _ in })
    }
    #expect(cut.progress.step == 3)
    let next = try tiny.trainer()
    try resume(next).load(into: next)
    let isWhereItWas = next.progress == cut.progress && next.bits == cut.bits
    #expect(isWhereItWas)
    try TrainingRun(next, savingTo: resume(next)).run(isCancelled: { false }, onStep: { _ in })
    #expect(next.progress == whole.progress)
    #expect(try output(next, "next.safetensors") == output(whole, "whole.safetensors"))
  }

  @Test func anotherTrainingIsNotGoneOnWith() throws {
    var tiny = try TinyTraining(choices: 16)
    let trainer = try tiny.trainer()
    try trainer.step()
    try resume(trainer).save(trainer)
    tiny.plan.recipe.learningRate = 1e-4
    let other = try tiny.trainer()
    #expect(
      throws: TrainingFault.otherTraining(
        path: folder["resume"], what: "its --lr was 0.002, and now it is 0.0001")
    ) { try resume(other).load(into: other) }
    #expect(throws: TrainingFault.self) { try resume(trainer, base: "other").load(into: trainer) }
    #expect(
      throws: TrainingFault.otherTraining(path: folder["resume"], what: "its choices is another")
    ) {
      let fewer = try TinyTraining(choices: 14).trainer()
      try resume(fewer).load(into: fewer)
    }
  }

  @Test func aCheckpointSaysHowItWasMadeAndScoresAsTheModelDid() throws {
    let tiny = try TinyTraining(choices: 16)
    let trainer = try tiny.trainer()
    try TrainingRun(trainer, savingTo: resume(trainer)).run(isCancelled: { false }, onStep: { _ in })
    _ = try output(trainer, "model.safetensors")
    let file = try Checkpoint.open(folder["model.safetensors"])
    let json = try #require(file.metadata["konomi.training"])
    let record = try #require(TrainingRecord(json: json))
    #expect(record.json == json)
    #expect(record.settings["lr"] == "0.002" && record.data.siphash == trainer.data.fingerprint)
    #expect(record.after?.choices.n == trainer.validation.count)
    let clip = try ModelFile(folder["model.safetensors"]).clip()
    #expect(clip.architecture == trainer.model.architecture)
    let tower = try clip.imageTower(on: tiny.workers)
    let found = tower.embed(tiny.pictures, on: tiny.workers).elements
    let expected = trainer.model.image.embed(tiny.pictures, on: tiny.workers).elements
    let areEqual = found == expected
    #expect(areEqual)
  }
}
