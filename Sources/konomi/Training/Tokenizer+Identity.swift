import CLIP
import Preferences

extension Tokenizer {
  /// OpenAI's, which nearly all CLIPs have.
  static func openAI() throws -> Tokenizer {
    let resources = ResourceLocation.ofThisProcess()
    return try Tokenizer(
      mergeTable: try resources.path(of: "Data/clip/bpe-merges.txt", calling: "merge table"),
      entities: try resources.path(of: "Data/clip/entities.txt", calling: "table of entities"))
  }

  /// What a model sees of a prompt: its tokens, as far as they are read.
  func identity(context: Int = 77) -> PromptIdentity {
    { prompt in
      self.tokens(of: prompt.text, context: context).ids.flatMap { id in
        withUnsafeBytes(of: id.littleEndian) { Array($0) }
      }
    }
  }
}
