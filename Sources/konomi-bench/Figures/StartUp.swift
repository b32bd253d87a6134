import ArgumentParser
import Preferences

struct StartUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Process start to first trial painted, with many comparisons in the file."
  )

  @Option(help: "How many comparisons are in the file.")
  var comparisons = 100_000

  @Option(help: "How many starts.")
  var runs = 15

  func run() throws {
    let workplace = try Workplace()
    let pictures = try workplace.writeScenes(40, side: 512)
    _ = try workplace.fill(Workplace.repeating(pictures, count: comparisons))

    var times: [Double] = []
    for _ in 0..<runs {
      let start = ContinuousClock.now
      let screen = try workplace.annotate()
      times.append((try screen.readUntilQuiet(.milliseconds(800)).lastByte - start).milliseconds)
    }
    try Figure(
      "process start to first trial painted, \(comparisons) comparisons, p95", times.quantile(0.95), "ms",
      target: "<= 250", n: runs, note: "median \(times.median), 512x512 PNG"
    ).print()
  }
}
