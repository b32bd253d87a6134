import ArgumentParser

@main
struct KonomiBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "konomi-bench",
    abstract: "Measure konomi; one JSON line a figure.",
    discussion: """
      Build in release first: swift build -c release
      swift run -c release konomi-bench key-to-paint
      Programs are measured from outside, on a pseudo terminal, against the konomi beside this executable.
      """,
    subcommands: [
      KeyToPaint.self, LivePredictions.self, PanelCost.self, StartUp.self, ChoiceCost.self, Commits.self,
      ImportSpeed.self, ReportSpeed.self, Memory.self, HPS.self, TrainingStep.self,
    ])
}
