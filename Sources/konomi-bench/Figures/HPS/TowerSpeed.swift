import CLIP
import Foundation
import Tensors

/// The image tower's throughput: against PyTorch's, and against the multiply-adds that the processor can do.
struct TowerSpeed {
  let checkpoint: String
  let peer: PythonPeer?
  let threads: Int
  let rounds: Int

  func measure() throws {
    let workers = Workers(count: threads)
    let clip = try ModelFile(checkpoint).clip()
    let tower = try clip.imageTower(on: workers)
    let server = try peer.map { try LineServer($0.python, $0.arguments("serve")) }
    for batch in [2, 8] {
      let images = noise(batch, side: clip.architecture.imageSize)
      _ = tower.embed(images, on: workers)
      _ = try server?.numbers("image \(batch)")
      var own: [Double] = []
      var ratios: [Double] = []
      var shares: [Double] = []
      for _ in 0..<rounds {
        let peak = Processor.measurePeak(on: workers, seconds: 0.3)
        let time = ContinuousClock.time { _ = tower.embed(images, on: workers) } / 1000
        own.append(time)
        shares.append(clip.architecture.operationsPerImage * Double(batch) / time / peak)
        if let server { ratios.append(try server.numbers("image \(batch)")[0] / time) }
      }
      let note =
        "\(Processor.instructions), OpenBLAS for \(OpenBLAS.kernels), \(threads) threads, "
        + "\(String(format: "%.3f", own.median)) s"
      if !ratios.isEmpty {
        try Figure(
          "image tower at batch \(batch) against PyTorch", ratios.median, "ratio", target: ">= 1.0, aim 1.3",
          n: rounds, note: note
        ).print()
      }
      try Figure(
        "image tower at batch \(batch) as a share of the processor's peak", shares.median, "ratio",
        target: ">= 0.65, aim 0.85", n: rounds, note: note
      ).print()
    }
  }

  private func noise(_ count: Int, side: Int) -> [Tensor] {
    var source = SystemRandomNumberGenerator()
    return (0..<count).map { _ in
      Tensor(
        (0..<3 * side * side).map { _ in Float.random(in: -2...2, using: &source) }, shape: [3, side, side])
    }
  }
}
