import ArgumentParser
import FoundationEssentials

// With coverage, libFuzzer brings `main`.
#if !COVERAGE
  @main
#endif
struct KonomiFuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "konomi-fuzz",
    abstract: "Feed parsers with broken input until one breaks.",
    discussion: """
      swift run -c release konomi-fuzz torch --runs 1000000 --seed 1
      An input that crashes, or takes too long or too much memory, stays in the file that was named at the start; \
      replay it with --replay. Guided by coverage, with libFuzzer, in a build of its own:
      swift build -c release --sanitize fuzzer -Xswiftc -DCOVERAGE --scratch-path .build/fuzz --product konomi-fuzz
      KONOMI_FUZZ_TARGET=torch .build/fuzz/release/konomi-fuzz -runs=1000000 NEW_FOLDER Tests/CheckpointsTests/Corpus/torch
      """)

  @Argument(help: "The parser: \(FuzzTarget.all.map(\.name).joined(separator: ", ")).")
  var target: String

  @Option(help: "How many inputs.")
  var runs = 1_000_000

  @Option(help: "The same seed gives the same inputs.")
  var seed: UInt64 = 1

  @Option(help: "A folder of files to start from; the committed ones by default.")
  var corpus: String?

  @Option(help: "Parse this file once, and nothing else.")
  var replay: String?

  func run() throws {
    guard let target = FuzzTarget.all.first(where: { $0.name == target }) else {
      throw ValidationError("there is no target \(target)")
    }
    if let replay {
      try FuzzCase(target).run(Array(Data(contentsOf: URL(filePath: replay))))
      print("\(replay): survived")
      return
    }
    let folder = corpus ?? target.corpus
    try SeededRun(target, corpus: Corpus(folder)).run(runs, seed: seed)
  }
}
