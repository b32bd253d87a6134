import FoundationEssentials
import Imaging
import Preferences
import Tensors
import TestSupport
import Testing

@testable import CLIP

/// From image files and prompts to cosines, against transformers' whole pipeline.
@Suite struct CLIPEmbedderTests {
  private let files: [ImageFile]

  init() throws {
    files = try ["gradient", "noise", "rings"].map { name in
      let path = Fixtures.path("images/\(name).png")
      return ImageFile(image: try PixelFileSource().pixels(fileAt: path).image, path: path)
    }
  }

  private func embedder(_ name: String) throws -> CLIPEmbedder {
    let file = try ModelFile(Fixtures.checkpointPath(name))
    let clip = try file.clip()
    let tokenizer = try #require(try Tokenizer(beside: Fixtures.checkpointPath(name)))
    return CLIPEmbedder(
      clip, named: file.name, id: try #require(CheckpointID(bytes: [UInt8](repeating: 1, count: 32))),
      tokenizer: tokenizer, preprocessing: try file.preprocessing(for: clip).preprocessing,
      pixels: PixelFileSource(),
      workers: Workers(count: 2))
  }

  @Test(arguments: ["hf", "hf-sharded"])
  func cosinesAreThoseOfTransformers(_ name: String) throws {
    let expected = try Fixtures.load()
    let model = try #require(expected.checkpoints[name])
    let embedder = try embedder(name)
    let images = try embedder.embed(images: files).map { try $0.get() }
    for prompt in try #require(model.prompts) where !prompt.prompt.allSatisfy(\.isWhitespace) {
      let text = try embedder.embed(prompt: Prompt(prompt.prompt))
      for (file, image) in zip(files, images) {
        let place = try #require(expected.images.firstIndex { file.path.hasSuffix("/" + $0) })
        #expect(abs(image.cosine(with: text) - prompt.cosines[place]) < 1e-5)
      }
    }
  }

  @Test func anImageThatChangedOrIsGoneFailsAlone() throws {
    let changed = ImageFile(image: files[1].image, path: files[0].path)
    let gone = ImageFile(image: files[0].image, path: "/nowhere.png")
    let results = try embedder("hf").embed(images: [files[0], changed, gone, files[2]])
    #expect(results[1] == .failure(.changed))
    #expect(results[2] == .failure(.missing))
    let alone = try embedder("hf").embed(images: [files[0]])[0].get()
    #expect(try abs(results[0].get().cosine(with: alone) - 1) < 1e-6)
    #expect((try? results[3].get()) != nil)
    #expect(try embedder("hf").embed(images: [gone]) == [.failure(.missing)])
  }

  @Test func aPromptThatIsTooLongIsRemembered() throws {
    let embedder = try embedder("hf")
    let long = try Prompt(String(repeating: "a cat ", count: 40))
    _ = try embedder.embed(prompt: long)
    _ = try embedder.embed(prompt: Prompt("a cat"))
    #expect(embedder.truncatedPrompts == [long])
  }

  @Test func theIdentitySaysWhatChangesAScore() throws {
    let identity = try embedder("hf").identity
    #expect(identity.preprocessing == "transformers-bicubic-crop-32, huggingface, quick-gelu")
    #expect(
      abs(try #require(identity.logitScale) - (try #require(Fixtures.load().checkpoints["hf"])).logitScale)
        < 1e-3)
  }
}
