import ArgumentParser
import Preferences

/// An annotator who chooses at an even pace, from the first trial on, while a model computes what is to come.
struct LivePredictions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live-predictions", abstract: "How often the prediction is there when the choice falls.")

  @Option(help: ArgumentHelp("A checkpoint, of HPS v1's shape for the target.", valueName: "path"))
  var model: String

  @Option(help: "How many choices.")
  var choices = 103

  @Option(help: ArgumentHelp("From one choice to the next.", valueName: "seconds"))
  var pace = 4.0

  /// Trials whose predictions may be late, since the model is loaded when the first is shown.
  private static let allowance = 3

  func run() throws {
    let workplace = try Workplace()
    _ = try workplace.fill(
      workplace.writeScenes(choices + 20, side: 512).map { ImportedComparison(comparison: $0) })
    let predictions = try Predictions(in: workplace.database)
    let screen = try workplace.annotate(["--model", model])
    var wasThere: [Bool] = []
    let start = ContinuousClock.now
    for number in 0..<choices {
      let due = start + .seconds(pace * Double(number + 1))
      // What is painted is read, or the program would wait for the terminal.
      while ContinuousClock.now < due { screen.drain(until: due) }
      // Trials are scored in the order in which they come, each a comparison of its own.
      wasThere.append(try predictions.count() > number)
      screen.type(number.isMultiple(of: 2) ? "1" : "2")
    }
    let counted = wasThere.dropFirst(Self.allowance)
    let share =
      counted.isEmpty ? Double.nan : 100 * Double(counted.count(where: \.self)) / Double(counted.count)
    try Figure(
      "prediction there at the choice, one every \(pace) s, after the first three", share, "%",
      target: ">= 99", n: counted.count,
      note: "of the first three \(wasThere.prefix(Self.allowance).count(where: \.self))"
    ).print()
  }
}
