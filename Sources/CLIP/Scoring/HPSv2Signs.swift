import Checkpoints

/// Whether weights by OpenAI's names are HPS v2's or v2.1's, which see images otherwise than any other model of these
/// names. They were released as ViT-H/14 in 16 bits, `HPS_v2_compressed.pt` and `HPS_v2.1_compressed.pt`, with nothing
/// inside that says so; open_clip's ViT-H/14 was released in 32 bits, but is kept in 16 as well.
struct HPSv2Signs {
  enum Verdict: Hashable {
    /// By the name; what the sizes say of it is for people to judge.
    case named
    /// By all that is inside; nothing outside says anything.
    case possible
    case not
  }

  let verdict: Verdict

  init(name: String, _ architecture: Architecture, _ type: ElementType?) {
    let name = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    if name.contains("hpsv2") {
      verdict = .named
    } else if Self.haveSizes(architecture), type == .float16,
      !["openclip", "laion", "clipvith"].contains(where: name.contains)
    {
      verdict = .possible
    } else {
      verdict = .not
    }
  }

  private static func haveSizes(_ architecture: Architecture) -> Bool {
    let (vision, text) = (architecture.vision, architecture.text)
    return vision.width == 1280 && vision.layers == 32 && text.width == 1024 && text.layers == 24
      && architecture.patchSize == 14 && architecture.imageSize == 224 && architecture.embedding == 1024
  }
}
