import ArgumentParser
import FoundationEssentials
import Output
import Training

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fine-tune a CLIP on the choices in the database, for a Human Preference Score of your own.",
    discussion: """
      Takes the choices that stand, keeps a share of the prompts aside, and tells how well the model predicts the \
      choices on these before and after. What comes out is read by konomi score and open_clip.

      konomi train --model ViT-L-14.pt --output mine.safetensors
      konomi train --model ViT-L-14.pt --train projections --output quick.safetensors
      konomi train --model hpc.pt --train image=4,text=2 --lr 1e-6 --epochs 2 --patience 3 --output mine.safetensors
      konomi train --from-scratch tiny --loss plackett-luce --output toy
      konomi train --model PickScore_v1 --loss pairs --ties drop --weighting per-prompt --output mine

      The last 10 blocks of the image tower and 6 of the text tower are trained, as in the paper; what lies below them is \
      run once, and its outputs are kept on disk. Ctrl-C and the loss of the terminal save, and so does konomi every ten minutes: the same command \
      goes on from there, to the same result. The same choices, settings and seed give the same bytes, on any number of \
      threads.
      """)

  @OptionGroup var base: TrainingBaseOptions

  @Option(
    help: ArgumentHelp(
      "What to write: a new file NAME.safetensors, or else a new folder, as models with a tokenizer of their own need.",
      valueName: "path"),
    completion: .file())
  var output: String

  @OptionGroup var plan: TrainingPlanOptions
  @OptionGroup var running: TrainingRunOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var page: PageOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var logging: LoggingOptions

  func validate() throws {
    guard running.names == .openAI || !TrainedModel.isFile(output) else {
      throw ValidationError("--names hf writes a folder; give --output a name without .safetensors.")
    }
  }

  static func isThere(_ output: String) -> CommandFailure {
    CommandFailure(.cannotCreate, "\(output): is there already; name another --output, or remove it")
  }

  func run() throws {
    logging.start()
    // As a shell completes the name of a folder.
    let output = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    guard !FileManager.default.fileExists(atPath: output) else { throw Self.isThere(output) }
    if TrainedModel.isFile(output) { _ = try OutputPlace(output, replacing: false) }
    let folder = URL(filePath: output).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw CommandFailure(.cannotCreate, "\(output): cannot be written: no folder \(folder) to write to")
    }
    _ = try page.place()
    let store = try database.openExisting()
    let interruption = Interruption()
    let flag = interruption.flag
    let desk = TrainingDesk(
      base: base, plan: plan, running: running, output: output, isCancelled: { flag.isRaised })
    let trained = try desk.train(on: store)
    try page.write(trained.page())
    try StandardOutput.print(json ? trained.json() : trained.text(), terminator: json ? "\n" : "")
    withExtendedLifetime(interruption) {}
  }
}
