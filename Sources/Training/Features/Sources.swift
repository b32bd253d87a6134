import CLIP
import Preferences
import Synchronization
import Tensors

/// What a tower embeds, by its number in the data.
package protocol Sources<Source>: Sendable {
  associatedtype Source: Sendable

  var count: Int { get }

  /// In the order of the numbers.
  func sources(of numbers: [Int], on workers: Workers) -> [Result<Source, ImageFault>]

  /// 32 bytes that tell it from all others.
  func identity(of number: Int) -> [UInt8]

  /// What people know it by.
  func name(of number: Int) -> String

  /// Tokens that it becomes.
  func tokens(of number: Int) -> Int
}

/// Token ids of prompts.
package struct PromptSources: Sources {
  private let prompts: [Prompt]
  private let ids: [[Int32]]

  package init(_ prompts: [Prompt], tokenizer: Tokenizer, context: Int) {
    self.prompts = prompts
    ids = prompts.map { tokenizer.tokens(of: $0.text, context: context).ids }
  }

  package var count: Int { ids.count }

  package func sources(of numbers: [Int], on workers: Workers) -> [Result<[Int32], ImageFault>] {
    numbers.map { .success(ids[$0]) }
  }

  /// Of the ids: they are all that a model sees of a prompt.
  package func identity(of number: Int) -> [UInt8] {
    var fields = HashFields("tokens")
    for id in ids[number] { fields.append(integer: UInt64(id)) }
    let first = SipHash.naming(fields.bytes)
    fields.append(integer: first.low)
    let second = SipHash.naming(fields.bytes)
    return [first.high, first.low, second.high, second.low].flatMap { word in
      withUnsafeBytes(of: word.bigEndian) { Array($0) }
    }
  }

  package func name(of number: Int) -> String { prompts[number].text }
  package func tokens(of number: Int) -> Int { ids[number].count }
}

/// Preprocessed image files. As many as there is room for are read but once.
package final class ImageSources: Sources {
  private let images: [ImageFile]
  private let pixels: any PixelSource
  private let preprocessing: ImagePreprocessing
  private let tokensPerImage: Int
  private let limit: Int
  private let kept = Mutex<[Int: Tensor]>([:])

  /// - Parameters:
  ///   - tokensPerImage: of the model.
  ///   - memory: bytes that images that were read may take.
  package init(
    _ images: [ImageFile], pixels: any PixelSource, preprocessing: ImagePreprocessing, tokensPerImage: Int,
    keeping memory: Int
  ) {
    self.images = images
    self.pixels = pixels
    self.preprocessing = preprocessing
    self.tokensPerImage = tokensPerImage
    limit = memory / (3 * preprocessing.side * preprocessing.side * 4)
  }

  package var count: Int { images.count }

  package func sources(of numbers: [Int], on workers: Workers) -> [Result<Tensor, ImageFault>] {
    workers.map(numbers.count) { index in
      Result { () throws(ImageFault) in try self.planes(of: numbers[index]) }
    }
  }

  package func identity(of number: Int) -> [UInt8] { images[number].image.bytes }
  package func name(of number: Int) -> String { images[number].path }
  package func tokens(of number: Int) -> Int { tokensPerImage }

  private func planes(of number: Int) throws(ImageFault) -> Tensor {
    if let planes = kept.withLock({ $0[number] }) { return planes }
    let file = images[number]
    let (image, stored) = try pixels.pixels(fileAt: file.path)
    guard image == file.image else { throw .changed }
    let planes = preprocessing.planes(of: stored)
    kept.withLock { if $0.count < limit { $0[number] = planes } }
    return planes
  }
}
