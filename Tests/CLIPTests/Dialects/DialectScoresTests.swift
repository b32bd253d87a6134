import FoundationEssentials
import Imaging
import Preferences
import Tensors
import TestSupport
import Testing

@testable import CLIP

/// Whole models under the files that describe them, from image files and prompts to cosines, against the libraries that
/// these files are for.
@Suite struct DialectScoresTests {
  /// The folder as people have it.
  private func folder(of model: DialectFixtures.Model) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let beside = Fixtures.checkpointPath("hf")
    for name in ["vocab.json", "merges.txt"] { try copy("\(beside)/\(name)", to: folder[name]) }
    switch model.dialect {
    case .transformers:
      for name in ["config.json", "model.safetensors"] { try copy("\(beside)/\(name)", to: folder[name]) }
    case .openCLIP: try copy(Fixtures.checkpointPath(model.base), to: folder["open_clip_model.safetensors"])
    }
    for (name, text) in model.files { try folder.write(Array(text.utf8), to: name) }
    return folder
  }

  private func copy(_ path: String, to target: String) throws {
    try Data(contentsOf: URL(filePath: path)).write(to: URL(filePath: target))
  }

  @Test(arguments: DialectFixtures.models)
  func scoresAreThoseOfTheLibraryThatTheFilesAreFor(_ model: DialectFixtures.Model) throws {
    let folder = try folder(of: model)
    defer { withExtendedLifetime(folder) {} }
    let file = try ModelFile(folder.path)
    let clip = try file.clip()
    let tokenizer = try file.tokenizer(for: clip) { () throws(TokenizerFault) in
      throw .unreadable(file: "tokenizer", reason: "the model's own is beside it")
    }
    let embedder = CLIPEmbedder(
      clip, named: file.name, id: try #require(CheckpointID(bytes: [UInt8](repeating: 1, count: 32))),
      tokenizer: tokenizer, preprocessing: try file.preprocessing(for: clip).preprocessing,
      pixels: PixelFileSource(), workers: Workers(count: 2))
    for score in model.scores {
      let path = DialectFixtures.path(of: score.file)
      let image = ImageFile(image: try PixelFileSource().pixels(fileAt: path).image, path: path)
      let cosine = try embedder.embed(images: [image])[0].get().cosine(
        with: embedder.embed(prompt: Prompt(score.prompt)))
      // A JPEG's decoders may differ by a level.
      let tolerance = path.hasSuffix(".jpg") ? 1e-4 : 2e-6
      #expect(abs(cosine - score.cosine) < tolerance, "\(score.file): \(cosine) for \(score.cosine)")
    }
  }

  @Test func scoresUnderAnotherDescriptionAreAnotherScorers() throws {
    var words: Set<String> = []
    for model in DialectFixtures.models {
      let folder = try folder(of: model)
      defer { withExtendedLifetime(folder) {} }
      let file = try ModelFile(folder.path)
      let clip = try file.clip()
      let tokenizer = try file.tokenizer(for: clip) { () throws(TokenizerFault) in
        throw .unreadable(file: "tokenizer", reason: "the model's own is beside it")
      }
      let sight = try file.preprocessing(for: clip).preprocessing.name
      words.insert(([model.base, sight, tokenizer.name] + clip.words).joined(separator: ", "))
    }
    #expect(words.count == DialectFixtures.models.count)
  }
}
