import ArgumentParser

struct Konomi: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "konomi",
    abstract: "Collect human preferences over generated images, in a terminal.",
    discussion: """
      Try it:               konomi demo
      Bring comparisons in: konomi import PATH
      Choose:               konomi annotate --annotator mia
      Score images:         konomi score --model hpc.pt --all
      See who agrees:       konomi report
      Look at differences:  konomi review
      Train on choices:     konomi train --model ViT-L-14.pt --output mine.safetensors
      Take choices out:     konomi export --format jsonl --output choices.jsonl

      Exit status: 0 done, 64 usage, 65 bad data, 66 no input, 69 unavailable, 70 internal, 73 and 74 cannot write.
      """,
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, ImportCommand.self, AnnotateCommand.self, ScoreCommand.self, ReviewCommand.self,
      ReportCommand.self, TrainCommand.self, ExportCommand.self, ScenesCommand.self,
    ])
}

@main
enum Program {
  static func main() {
    do {
      var command = try Konomi.parseAsRoot()
      try OpenFileLimit.ofThisProcess().check()
      try command.run()
    } catch {
      guard let failure = CommandFailure(error) else { Konomi.exit(withError: error) }
      StandardError.print("konomi: \(failure.description)")
      Konomi.exit(withError: ExitCode(failure.status.rawValue))
    }
  }
}
