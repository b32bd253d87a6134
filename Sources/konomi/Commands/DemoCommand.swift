import ArgumentParser
import Exchange
import Imaging
import Output
import Preferences
import Storage

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Choose between drawn scenes, in a database that is thrown away.",
    discussion: """
      The scenes come from konomi's own generator, so one can judge at a glance. Beside each choice stands what a toy \
      model predicts, that konomi trained on other scenes of the kind; --model or --scorer takes another in its place.

      konomi demo
      konomi demo --mode rank --theme light
      konomi demo --model hpc.pt
      """)

  @OptionGroup var sitting: SittingOptions
  @OptionGroup var scorer: ScorerOptions
  @OptionGroup var display: DisplayOptions
  @OptionGroup var logging: LoggingOptions

  func run() throws {
    logging.start()
    let manifest = try ResourceLocation.ofThisProcess().path(
      of: "Data/demo/manifest.jsonl", calling: "demo data")
    let folder = try ThrowAwayFolder()
    defer { withExtendedLifetime(folder) {} }

    let store = try SQLiteChoiceStore(path: folder["demo.db"])
    let opening = try demoScorer().opening(
      at: .background, in: store, of: folder["demo.db"])
    let imported = try ImportRun(path: manifest, add: store.add).run()
    if imported.end == .cancelled { throw CommandFailure(.interrupted, "stopped") }
    let session = try sitting.session(withScorer: opening != nil)
    let sitting = AnnotationSitting(
      store: store, title: "demo", session: session, scorer: opening, display: display)
    for line in try sitting.run() { try StandardOutput.print(line) }
  }

  /// The toy model where no other scorer is named.
  private func demoScorer() throws -> ScorerOptions {
    var scorer = scorer
    if scorer.model == nil, scorer.scorer == nil {
      scorer.model = try ResourceLocation.ofThisProcess().path(of: "Data/toy-hps", calling: "demo model")
    }
    return scorer
  }
}
