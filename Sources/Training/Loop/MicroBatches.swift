import CLIP

/// How a step's examples are divided so that what is kept of each part fits the memory. The parts are the same on every
/// machine and for any number of threads.
struct MicroBatches: Sendable {
  /// Bytes for one image, and for one token of a prompt.
  private let image: (all: Int, least: Int)
  private let token: (all: Int, least: Int)
  private let memory: Int

  /// More are not faster.
  private static let mostImages = 256
  /// Fewer are slower than computing anew what there is no room to keep.
  private static let usefulImages = 8

  init(_ model: TrainableCLIP, memory: Int) {
    image = model.image.bytes(ofTokens: model.image.longestSequence)
    token = model.text.bytes(ofTokens: 1)
    self.memory = memory
  }

  /// What the largest of some examples takes at the least.
  func least(_ examples: some Sequence<Example>, tokens: (Int) -> Int) -> Int {
    examples.reduce(0) { max($0, $1.images.count * image.least + tokens($1.prompt) * token.all) }
  }

  /// A part of a batch, with what its images may keep of their forward pass.
  struct Part {
    var examples: [Int] = []
    /// In the order in which they first come.
    var images: [Int] = []
    var prompts: [Int] = []
    var tokens = 0
  }

  /// - Parameter batch: numbers of `examples`.
  func parts(of batch: [Int], _ examples: [Example], tokens: (Int) -> Int) -> [Part] {
    var parts: [Part] = []
    var part = Part()
    var (images, prompts): (Set<Int>, Set<Int>) = ([], [])
    for number in batch {
      let example = examples[number]
      let newImages = example.images.filter { !images.contains($0) }
      let isNewPrompt = !prompts.contains(example.prompt)
      let newTokens = isNewPrompt ? tokens(example.prompt) : 0
      if !part.examples.isEmpty, !fits(part.images.count + newImages.count, part.tokens + newTokens) {
        parts.append(part)
        part = Part()
        (images, prompts) = ([], [])
        add(example, number, tokens(example.prompt), example.images, true)
      } else {
        add(example, number, newTokens, newImages, isNewPrompt)
      }
    }
    if !part.examples.isEmpty { parts.append(part) }
    return parts

    func add(_ example: Example, _ number: Int, _ tokens: Int, _ newImages: [Int], _ isNewPrompt: Bool) {
      part.examples.append(number)
      part.images += newImages
      images.formUnion(newImages)
      if isNewPrompt {
        part.prompts.append(example.prompt)
        prompts.insert(example.prompt)
        part.tokens += tokens
      }
    }
  }

  /// What blocks of the image tower may keep.
  func budget(of part: Part) -> Int {
    let all = part.images.count * image.all + part.tokens * token.all
    if all <= memory { return .max }
    return max(0, memory - part.images.count * image.least - part.tokens * token.all)
  }

  private func fits(_ images: Int, _ tokens: Int) -> Bool {
    guard images <= Self.mostImages else { return false }
    let text = tokens * token.all
    return images * image.all + text <= memory
      || images <= Self.usefulImages && images * image.least + text <= memory
  }

  /// Images that are embedded at a time where nothing is kept.
  var imagesEmbedded: Int { max(1, min(32, memory / max(1, image.least))) }
}
