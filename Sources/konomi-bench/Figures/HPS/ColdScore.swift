import FoundationEssentials

/// From the start of a process to one scored pair of images, and what memory that takes; the checkpoint's file is
/// in the page cache.
struct ColdScore {
  let checkpoint: String
  let peer: PythonPeer?
  let threads: Int
  let rounds: Int

  func measure() throws {
    let workplace = try Workplace()
    let images = try workplace.writeScenes(1, side: 512)[0].candidates.map(\.path)
    let own =
      [
        "score", "--model", checkpoint, "--json", "--threads", "\(threads)", "--prompt", "a red fox",
        "--db", workplace.folder + "/none.db",
      ] + images
    var times: [Double] = []
    var peaks: [Double] = []
    var timeRatios: [Double] = []
    var memoryRatios: [Double] = []
    _ = try run(workplace.konomi, own)
    var knownTimes: [Double] = []
    for round in 0..<rounds {
      // Nothing is known of the checkpoint yet, so that its digest is computed too.
      let (time, peak) = try run(workplace.konomi, own, cache: "\(workplace.folder)/cache\(round)")
      knownTimes.append(try run(workplace.konomi, own).0)
      times.append(time)
      peaks.append(peak)
      guard let peer else { continue }
      let (otherTime, otherPeak) = try run(
        peer.python, peer.arguments("cold") + ["--prompt", "a red fox"] + images)
      timeRatios.append(otherTime / time)
      memoryRatios.append(peak / otherPeak)
    }
    try Figure("process start to first pair scored", times.median, "s", target: "-", n: rounds).print()
    try Figure(
      "the same where the checkpoint's digest is remembered", knownTimes.median, "s", target: "-", n: rounds
    ).print()
    try Figure("peak memory of that", peaks.median, "MB", target: "-", n: rounds).print()
    guard !timeRatios.isEmpty else { return }
    try Figure(
      "the reference's time for that against konomi's", timeRatios.median, "ratio", target: ">= 5", n: rounds
    ).print()
    try Figure(
      "konomi's memory for that against the reference's", memoryRatios.median, "ratio", target: "<= 0.7",
      n: rounds
    ).print()
  }

  /// - Returns: seconds, and the highest resident memory in megabytes.
  private func run(
    _ program: String, _ arguments: [String], cache: String? = nil
  ) throws -> (Double, Double) {
    let changes = cache.map { ["XDG_CACHE_HOME": $0] } ?? [:]
    let environment = ProcessInfo.processInfo.environment.merging(changes) { $1 }.map { "\($0)=\($1)" }
    var peak = 0.0
    let time = try ContinuousClock.time {
      let terminal = try PseudoTerminal(program, arguments, columns: 200, rows: 50, environment: environment)
      peak = try terminal.waitForExit()
    }
    return (time / 1000, peak)
  }
}
