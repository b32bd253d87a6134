import ArgumentParser
import Preferences

struct Memory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory", abstract: "Resident memory while annotating 1024x1024 images.")

  @Option(help: "How many choices.")
  var choices = 60

  func run() throws {
    let workplace = try Workplace()
    _ = try workplace.fill(
      workplace.writeScenes(choices + 10, side: 1024).map { ImportedComparison(comparison: $0) })
    let screen = try workplace.annotate()
    _ = try screen.readUntilQuiet(.milliseconds(1000))
    var peaks: [Double] = []
    for number in 0..<choices {
      screen.type(number.isMultiple(of: 2) ? "1" : "2")
      _ = try screen.readUntilQuiet(.milliseconds(400))
      peaks.append(screen.status.residentMegabytes)
    }
    try Figure(
      "resident memory while annotating 1024x1024 images, highest", peaks.max() ?? .nan, "MB",
      target: "<= 200", n: choices, note: "median \(peaks.median)"
    ).print()
  }
}
