import FoundationEssentials
import Testing

@testable import CLIP

@Suite("token ids equal to Python's")
struct TokenEqualityTests {
  @Test("open_clip's tokenizer with OpenAI's vocabulary")
  func openCLIP() throws {
    let tokenizer = try Tokenizer.openAI.get()
    let fixtures = try TokenFixture.load("open_clip.jsonl")
    #expect(fixtures.count >= 700)
    #expect(tokenizer.vocabularySize == 49_408)
    for fixture in fixtures {
      let cleaned = tokenizer.cleaned(fixture.prompt)
      #expect(cleaned.scalarValues == fixture.cleaned?.scalarValues, "\(fixture.prompt.debugDescription)")
      #expect(
        tokenizer.tokens(of: fixture.prompt, context: 77).ids == fixture.ids, "\(cleaned.debugDescription)")
    }
  }

  @Test("transformers' tokenizer with the vocabulary beside weights", arguments: ["json", "files"])
  func huggingFace(folder: String) throws {
    let tokenizer = try #require(try Tokenizer(beside: Fixtures.path("tokenizer/" + folder)))
    let fixtures = try TokenFixture.load(folder + "/prompts.jsonl")
    #expect(fixtures.count >= 140)
    for fixture in fixtures {
      let ids = tokenizer.tokens(of: fixture.prompt, context: 77).ids
      #expect(ids == fixture.ids, "\(fixture.prompt.debugDescription)")
    }
  }

  @Test("the tokenizers of tiny checkpoints", arguments: ["hf", "hf-sharded"])
  func tinyCheckpoints(name: String) throws {
    let tokenizer = try #require(try Tokenizer(beside: Fixtures.checkpointPath(name)))
    let model = try #require(try Fixtures.load().checkpoints[name])
    let prompts = try #require(model.prompts)
    #expect(tokenizer.vocabularySize == model.vocab)
    for fixture in prompts {
      #expect(
        tokenizer.tokens(of: fixture.prompt, context: model.context).ids == fixture.ids, "\(fixture.prompt)")
    }
  }
}
