import ArgumentParser
import Preferences

/// From a key to the last byte of the trial that it leads to, measured from the terminal's side: what the key
/// costs on its way in and the bytes on their way out is in it.
struct KeyToPaint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key-to-paint", abstract: "Key to next trial painted, prefetched and not.")

  @Option(help: "How many choices.")
  var choices = 60

  @Option(
    help: ArgumentHelp(
      "A checkpoint that computes predictions meanwhile, on every processor, which --reveal never keeps off the screen.",
      valueName: "path"))
  var model: String?

  func run() throws {
    let workplace = try Workplace()
    _ = try workplace.fill(
      workplace.writeScenes(choices + 20, side: 1024).map { ImportedComparison(comparison: $0) })
    let screen = try workplace.annotate(model.map { ["--model", $0, "--reveal", "never"] } ?? [])
    _ = try screen.readUntilQuiet(.milliseconds(1000))
    if model != nil { try Predictions(in: workplace.database).waitForFirst() }

    var prefetched: [Double] = []
    for number in 0..<choices {
      let start = ContinuousClock.now
      // Two keys in turn: one key pressed again within a second waits until it is told from a held one.
      screen.type(number.isMultiple(of: 2) ? "1" : "2")
      prefetched.append((try screen.readUntilQuiet(.milliseconds(600)).lastByte - start).milliseconds)
    }
    try Figure(
      "key to next trial painted, prefetched\(circumstance), p95", prefetched.quantile(0.95), "ms",
      target: "<= 16",
      n: choices, note: "median \(prefetched.median)"
    ).print()

    // In boxes of another size no picture is there yet: both are read from their files and drawn anew.
    var fresh: [Double] = []
    for number in 0..<20 {
      let start = ContinuousClock.now
      screen.resize(columns: 116 - 2 * number, rows: 40)
      fresh.append((try screen.readUntilQuiet(.milliseconds(900)).lastByte - start).milliseconds)
    }
    try Figure(
      "two 1024x1024 PNG painted, not prefetched\(circumstance), p95", fresh.quantile(0.95), "ms",
      target: "<= 150",
      n: fresh.count, note: "median \(fresh.median)"
    ).print()
  }

  private var circumstance: String { model == nil ? "" : ", predictions computing" }
}
