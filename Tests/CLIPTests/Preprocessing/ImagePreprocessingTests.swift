import Dispatch
import Preferences
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import CLIP

@Suite("Preprocessing of images")
struct ImagePreprocessingTests {
  private func noise(
    _ mode: StoredPixels.Mode, _ width: Int, _ height: Int, seed: UInt64 = 1
  ) -> StoredPixels {
    var random = SeededSource(seed: seed)
    return StoredPixels(
      mode: mode, size: PixelSize(width: width, height: height),
      samples: (0..<width * height * mode.samplesPerPixel).map { _ in
        UInt8.random(in: 0...255, using: &random)
      })
  }

  @Test("Names tell apart what changes scores")
  func names() {
    #expect(ImagePreprocessing(.pillow).name == "pillow-bicubic-crop-224")
    #expect(ImagePreprocessing(.tensor, side: 336).name == "tensor-bicubic-pad-336")
    #expect(
      ImagePreprocessing(.pillow, mean: SIMD3(0.5, 0.5, 0.5), deviation: SIMD3(0.25, 0.5, 0.5)).name
        == "pillow-bicubic-crop-224-0.5-0.5-0.5-0.25-0.5-0.5")
  }

  @Test("Planes are red, green and blue, normalised in 32 bits")
  func normalization() {
    let pixels = StoredPixels(
      mode: .rgb, size: PixelSize(width: 2, height: 2),
      samples: [0, 51, 255] + [255, 51, 0] + [9, 9, 9, 1, 2, 3])
    let planes = ImagePreprocessing(.pillow, side: 2).planes(of: pixels)
    #expect(planes.shape == [3, 2, 2])
    // Computed with torch: to(float32).div(255).sub(mean).div(std).
    #expect(planes.elements[0] == -1.7922626)
    #expect(planes.elements[1] == 1.9303361)
    #expect(planes.elements[4] == -0.98670095)
    #expect(planes.elements[8] == 2.145897)
  }

  @Test(
    "The shorter side fits and the middle is kept, halves going to the even place",
    arguments: [
      // Width and height, then those after resizing, then where the crop begins: as torchvision says.
      ([512, 512], [224, 224], [0, 0]), ([300, 200], [336, 224], [56, 0]), ([37, 53], [224, 320], [0, 48]),
      ([1, 500], [224, 112_000], [0, 55_888]), ([101, 100], [226, 224], [1, 0]),
      ([227, 224], [227, 224], [2, 0]),
      ([225, 224], [225, 224], [0, 0]), ([3, 1000], [224, 74_666], [0, 37_221]),
    ])
  func frame(size: [Int], resized: [Int], origin: [Int]) {
    let crop = SquareFrame(of: PixelSize(width: size[0], height: size[1]), by: ImagePreprocessing(.pillow))
    #expect(crop.resized == PixelSize(width: resized[0], height: resized[1]))
    #expect(crop.columns == origin[0]..<origin[0] + 224)
    #expect(crop.rows == origin[1]..<origin[1] + 224)
  }

  @Test("Images of one endless line cost no more than what is kept, and turning them turns the result")
  func endless() {
    for mode in [StoredPixels.Mode.rgb, .palette, .i16] {
      let wide = noise(mode, 100_000, 1)
      let tall = StoredPixels(mode: mode, size: PixelSize(width: 1, height: 100_000), samples: wide.samples)
      for kind in [ImagePreprocessing.Kind.pillow, .tensor] {
        let preprocessing = ImagePreprocessing(kind, side: 16)
        let planes = preprocessing.planes(of: wide)
        let turned = preprocessing.planes(of: tall)
        for channel in 0..<3 {
          #expect(
            planes.slices(channel..<channel + 1).reshaped([16, 16]).transposed.elements
              == turned.slices(channel..<channel + 1).elements)
        }
      }
    }
  }

  @Test(
    "Weights of every output sum to 1, and its inputs are those of Pillow's support",
    arguments: ResamplingFilter.allCases)
  func taps(filter: ResamplingFilter) {
    for (source, target) in [(512, 224), (1024, 224), (3, 224), (1, 224), (500, 24), (224, 224)] {
      let taps = Taps(filter, from: source, to: target, outputs: 0..<target)
      for output in taps.outputs {
        let inputs = taps.inputs(of: output)
        let weights = taps.weights(of: output)
        #expect(weights.count == inputs.count)
        #expect(inputs.count <= taps.countLimit)
        #expect(0 <= inputs.lowerBound && inputs.upperBound <= source)
        #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
      }
    }
  }

  @Test("Fixed point rounds halves up and clips")
  func fixedPoint() {
    let half = Double(1 << 21)
    #expect(FixedPoint.rounded(SIMD4(half, half - 1, -half, 3 * half)) == SIMD4(1, 0, 0, 2))
    #expect(FixedPoint.rounded(SIMD4(600 * half, -600 * half, 509 * half, 5 * half)) == SIMD4(255, 0, 255, 3))
    #expect(FixedPoint.stored(0.5) == 2_097_152)
    #expect(FixedPoint.stored(-0.3) == -1_258_291)
  }

  @Test("Multiplying by alpha rounds to the nearest, dividing rounds down")
  func alpha() {
    for color in UInt16(0)...255 {
      for alpha in stride(from: UInt16(0), through: 255, by: 5) {
        let product = StoredPixels.Mode.la.premultiplied(SIMD4(color, alpha, 0, 0))
        #expect(product.x == UInt16((Double(color) * Double(alpha) / 255).rounded()))
        #expect(product.y == alpha)
      }
    }
    let back = StoredPixels.Mode.rgba.unpremultiplied(SIMD4(10, 20, 200, 77))
    #expect(back == SIMD4(33, 66, 255, 77))
    #expect(StoredPixels.Mode.rgba.unpremultiplied(SIMD4(10, 20, 30, 0)) == SIMD4(10, 20, 30, 0))
  }

  @Test("Many threads get what one gets")
  func threads() {
    let pixels = noise(.rgba, 60, 50)
    let preprocessing = ImagePreprocessing(.pillow, side: 32)
    let wanted = preprocessing.planes(of: pixels).elements
    let wrong = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      if preprocessing.planes(of: pixels).elements != wanted { wrong.withLock { $0 += 1 } }
    }
    #expect(wrong.withLock { $0 } == 0)
  }
}
