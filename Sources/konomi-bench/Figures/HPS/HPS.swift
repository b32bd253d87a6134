import ArgumentParser
import FoundationEssentials

struct HPS: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hps",
    abstract: "Scoring with a ViT-L/14 against PyTorch, in one run on the same threads.",
    discussion: """
      Needs a checkpoint and, for the comparison, a virtual environment, both of which Tests/Reference tells how to \
      make:
      python Tests/Reference/full_shape.py make vit-l-14 vit-l-14.pt
      konomi-bench hps --checkpoint vit-l-14.pt --python venv/bin/python
      """)

  @Option(help: "A checkpoint of the shape of ViT-L/14.", completion: .file())
  var checkpoint: String

  @Option(
    help: "The Python with PyTorch and open_clip; without it konomi alone is measured.", completion: .file())
  var python: String?

  @Option(help: "Where hps_speed.py is.", completion: .file())
  var reference = "Tests/Reference/hps_speed.py"

  @Option(help: "Threads of either.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "Rounds; each times both, one after the other.")
  var rounds = 7

  @Option(help: "Scores in the database of the run that computes none.")
  var cached = 200_000

  func run() throws {
    let peer = python.map {
      PythonPeer(python: $0, script: reference, checkpoint: checkpoint, threads: threads)
    }
    try TowerSpeed(checkpoint: checkpoint, peer: peer, threads: threads, rounds: rounds).measure()
    try ColdScore(checkpoint: checkpoint, peer: peer, threads: threads, rounds: rounds).measure()
    try CachedScores(checkpoint: checkpoint, count: cached, rounds: rounds).measure()
  }
}

/// The reference script, as a program.
struct PythonPeer {
  let python: String
  let script: String
  let checkpoint: String
  let threads: Int

  func arguments(_ command: String) -> [String] {
    [script, command, checkpoint, "--threads", "\(threads)"]
  }
}
