import ArgumentParser
import Glibc

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
    StandardStreams.hold()
    var status = run()
    do {
      try StandardOutput.finish()
    } catch {
      let ending = end(with: error)
      if status == 0 { status = ending }
    }
    LogFile.finish()
    exit(status)
  }

  /// - Returns: the exit status.
  private static func run() -> Int32 {
    do {
      var command = try Konomi.parseAsRoot()
      try OpenFileLimit.ofThisProcess().check()
      try command.run()
      return 0
    } catch {
      if let failure = CommandFailure(error) { return end(with: failure) }
      let code = Konomi.exitCode(for: error)
      let message = Konomi.fullMessage(for: error)
      guard code.isSuccess else {
        StandardError.print(lines: message)
        return code.rawValue
      }
      // Help was asked for, or the version: that is a result.
      do { try StandardOutput.print(message) } catch { return end(with: error) }
      return 0
    }
  }

  private static func end(with failure: CommandFailure) -> Int32 {
    if failure.status != .brokenPipe { StandardError.print("konomi: \(failure.description)") }
    return failure.status.rawValue
  }
}
