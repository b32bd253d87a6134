import FoundationEssentials
import Imaging
import Preferences
import TestSupport
import Testing

@testable import CLIP

@Suite("Pixels as Pillow resizes them")
struct PillowEqualityTests {
  @Test("Equal, of formats that lose nothing", arguments: Expectation.all.filter { $0.sha256 != nil })
  func exact(expected: Expectation) throws {
    let rgb = PillowSquare.rgb(
      of: try Expectation.image(expected.file), by: ImagePreprocessing(.pillow, side: expected.side))
    #expect(SHA256.digest(of: rgb).hexadecimal == expected.sha256)
  }

  @Test("Within a level, of formats that do", arguments: Expectation.all.filter { $0.pixels != nil })
  func lossy(expected: Expectation) throws {
    let wanted = try Expectation.image(try #require(expected.pixels))
    let rgb = PillowSquare.rgb(
      of: try Expectation.image(expected.file), by: ImagePreprocessing(.pillow, side: expected.side))
    #expect(wanted.mode == .rgb)
    #expect(rgb.count == wanted.samples.count)
    let differences = zip(rgb, wanted.samples).map { abs(Int($0) - Int($1)) }
    #expect(try #require(differences.max()) <= 1)
  }

  @Test("All kinds of fixtures were found")
  func fixtures() {
    #expect(Expectation.all.count == 90)
    #expect(Expectation.samples.count == 188)
  }

  @Test(
    "Real images: means of 56×56 pixels, some of 188",
    .enabled(if: RepositoryPaths.sharedFolder("hpd-v2-sample") != nil, "../shared/hpd-v2-sample is missing"),
    arguments: Expectation.samples.keys.sorted().enumerated().filter { $0.offset % 23 == 0 }.map(\.element))
  func samples(name: String) throws {
    let folder = name.hasSuffix(".webp") ? "imagereward-sample" : "hpd-v2-sample/images"
    guard let folder = RepositoryPaths.sharedFolder(folder) else { return }
    let pixels = try PixelFileSource().pixels(fileAt: "\(folder)/\(name)").pixels
    let rgb = PillowSquare.rgb(of: pixels, by: ImagePreprocessing(.pillow, side: 224))
    var sums = [Int](repeating: 0, count: 48)
    for (place, value) in rgb.enumerated() {
      let (row, column) = (place / 672, place % 672 / 3)
      sums[(row / 56 * 4 + column / 56) * 3 + place % 3] += Int(value)
    }
    let wanted = try #require(Expectation.samples[name])
    let digits = Array(wanted.utf8).map { Int(Character(UnicodeScalar($0)).hexDigitValue ?? 99) }
    for (index, sum) in sums.enumerated() {
      let mean = Double(digits[2 * index] * 16 + digits[2 * index + 1])
      #expect(abs(Double(sum) / 3136 - mean) <= 1.5, "mean \(index)")
    }
  }
}
