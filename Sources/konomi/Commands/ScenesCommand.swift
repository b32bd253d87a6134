import ArgumentParser
import Foundation
import Imaging
import Preferences
import Scenes

/// Writes comparisons of generated scenes. The bundled demo, `Data/demo`, was made by
///
///     konomi scenes --output Data/demo --count 32 --seed 6110 --candidates 2...4 --size 320 --formats png,jpeg,webp
struct ScenesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenes",
    abstract: "Write small generated scenes with prompts, to try things out and to train on.",
    discussion: """
      Each comparison is a prompt with pictures by three invented generators, some faithful to it and some flawed. The \
      pictures and manifest.jsonl, which konomi import reads, are written to a folder. The same seed gives the same \
      pictures.

      konomi scenes --output scenes --count 1000
      konomi scenes --output labelled --count 1000 --seed 2 --size 128 --label
      """)

  @Option(name: .long, help: ArgumentHelp("Folder to write to; without a manifest yet.", valueName: "dir"))
  var output: String

  @Option(name: .long, help: "Number of comparisons.")
  var count = 100

  @Option(name: .long, help: "Decides everything that chance decides.")
  var seed: UInt64 = 1

  @Option(
    name: .long,
    help: ArgumentHelp("Candidates of a comparison: N or N...M, from 2 to 4.", valueName: "range"))
  var candidates = CandidateCounts(range: SceneSet.candidateCounts)

  @Option(name: .long, help: ArgumentHelp("Width and height of the pictures.", valueName: "pixels"))
  var size = 256

  @Option(name: .long, help: ArgumentHelp("Any of png, jpeg, webp; mixed when several.", valueName: "list"))
  var formats = ImageFormats(list: [.png])

  @Flag(name: .long, help: "Add the choice that follows from the flaws, by annotator \"construction\".")
  var label = false

  func validate() throws {
    guard count > 0 else { throw ValidationError("--count \(count): give 1 or more") }
    guard (16...2048).contains(size) else { throw ValidationError("--size \(size): give 16 to 2048 pixels") }
  }

  func run() throws {
    let writer = SceneWriter(
      set: SceneSet(seed: seed, candidates: candidates.range), size: size, formats: formats.list,
      isLabelled: label, folder: URL(filePath: output, directoryHint: .isDirectory))
    let interruption = Interruption()
    let written = try writer.write(count: count, until: { [flag = interruption.flag] in flag.isRaised })
    guard written == count else {
      throw CommandFailure(
        .interrupted, "stopped: \(written) of \(counted(count, "comparison")) complete in \(output)")
    }
  }
}

/// 2, 3 or 4, or a range of these: `2...4`, `2-4`.
struct CandidateCounts: ExpressibleByArgument {
  let range: ClosedRange<Int>

  init(range: ClosedRange<Int>) {
    self.range = range
  }

  init?(argument: String) {
    let ends = argument.replacing("...", with: "-").replacing("…", with: "-").split(separator: "-").map {
      Int($0)
    }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last,
      SceneSet.candidateCounts.contains(first), SceneSet.candidateCounts.contains(last)
    else { return nil }
    range = first...last
  }

  var defaultValueDescription: String { "\(range.lowerBound)...\(range.upperBound)" }
}

struct ImageFormats: ExpressibleByArgument {
  let list: [WritableImageFormat]

  init(list: [WritableImageFormat]) {
    self.list = list
  }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let known = names.compactMap { WritableImageFormat(rawValue: String($0)) }
    guard !known.isEmpty, known.count == names.count else { return nil }
    list = known
  }

  var defaultValueDescription: String { list.map(\.rawValue).joined(separator: ",") }
}
