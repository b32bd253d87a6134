import ArgumentParser
import Foundation

struct TrainingStep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "training-step",
    abstract: "Steps of fine-tuning a ViT-L/14 against PyTorch, in one run on the same threads.",
    discussion: """
      A step is forward, loss, backward, clipping and AdamW over the last 10 image and 6 text blocks, the norms and \
      projections after them and the logit scale, for 4 prompts with two images each. Both sides do it as programs of \
      their own, in turn, and memory is the highest that was resident of each until its last step. Once the frozen \
      part's outputs are made before the first step, and once in every step.
      Needs a checkpoint and, for the comparison, a virtual environment, both of which Tests/Reference tells how to \
      make:
      python Tests/Reference/full_shape.py make vit-l-14 vit-l-14.pt
      konomi-bench training-step --checkpoint vit-l-14.pt --python venv/bin/python
      """)

  @Option(help: "A checkpoint of the shape of ViT-L/14.", completion: .file())
  var checkpoint: String

  @Option(
    help: "The Python with PyTorch and open_clip; without it konomi alone is measured.", completion: .file())
  var python: String?

  @Option(help: "Where training_speed.py is.", completion: .file())
  var reference = "Tests/Reference/training_speed.py"

  @Option(help: "Threads of either.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Rounds; each times both, one after the other.")
  var rounds = 5

  @Option(help: .hidden)
  var serve: FrozenPart?

  func run() throws {
    if let serve {
      let work = try TrainingWork(checkpoint: checkpoint, frozen: serve, threads: threads)
      return work.serve()
    }
    for frozen in FrozenPart.allCases { try measure(frozen) }
  }

  private func measure(_ frozen: FrozenPart) throws {
    let own = try LineServer(
      CommandLine.executablePath,
      [
        "training-step", "--checkpoint", checkpoint, "--threads", "\(threads)", "--serve", frozen.rawValue,
      ])
    let peer = try python.map {
      try LineServer(
        $0, [reference, checkpoint, "--threads", "\(threads)", "--frozen", frozen.rawValue])
    }
    var (times, otherTimes, differences): ([Double], [Double], [Double]) = ([], [], [])
    // The first step of either touches memory for the first time.
    for round in 0...rounds {
      let answer = try own.numbers("step")
      let other = try peer?.numbers("step")
      if let other { differences.append(abs(answer[1] - other[1]) / other[1]) }
      guard round > 0 else { continue }
      times.append(answer[0])
      if let other { otherTimes.append(other[0]) }
    }
    let peak = own.status.peakMegabytes
    let name = "training step with the frozen part \(frozen.words)"
    try Figure(name, times.median, "s", target: "-", n: rounds, note: "\(threads) threads").print()
    try Figure("peak memory of that", peak, "MB", target: "-", n: 1).print()
    guard let peer else { return }
    let ratios = zip(otherTimes, times).map { $0 / $1 }
    let note =
      "PyTorch \(String(format: "%.2f", otherTimes.median)) s; losses of \(rounds + 1) steps differ by "
      + "\(String(format: "%.1e", differences.max() ?? 0)) of a loss at most"
    try Figure(
      name + " against PyTorch", ratios.median, "ratio", target: ">= 1.0", n: rounds, note: note
    ).print()
    let otherPeak = peer.status.peakMegabytes
    try Figure(
      "konomi's peak memory for that against PyTorch's", peak / otherPeak, "ratio", target: "<= 0.8", n: 1,
      note: "PyTorch \(Int(otherPeak)) MB"
    ).print()
  }
}

/// When the frozen part runs.
enum FrozenPart: String, CaseIterable, ExpressibleByArgument {
  case cached
  case inside

  var words: String { self == .cached ? "cached" : "inside" }
}

extension CommandLine {
  fileprivate static var executablePath: String {
    Bundle.main.executablePath ?? arguments[0]
  }
}
