import Glibc
import Preferences
import Synchronization
import TestSupport

@testable import ExternalScoring

/// Scorers made of shell scripts. What the program does is counted in files of a folder, which tests read.
struct ShellScorer {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A program that reads line by line. The script of `hello` answers the hello, that of `request` all else; `$id`
  /// and `$line` are what was read. It notes in a file each that it was started, its number, and what it read.
  func command(
    hello: String = #"echo '{"id":0}'"#, request: String = "echo \"{\\\"id\\\":$id,\\\"scores\\\":[0.5]}\""
  )
    throws -> String
  {
    let script = try folder.write(
      #"""
      cd "$(dirname "$0")"
      echo $$ >> started
      starts=$(wc -l < started)
      while IFS= read -r line; do
        printf '%s\n' "$line" >> read
        id=${line#*'"id":'}
        id=${id%%,*}
        if [ "$id" = 0 ]; then
          \#(hello)
        else
          \#(request)
        fi
      done
      """#, to: "scorer.sh")
    return "exec sh '\(script)'"
  }

  /// The number of each process that was started, in order.
  var processes: [pid_t] {
    get throws { try folder.text(of: "started").split(separator: "\n").compactMap { pid_t($0) } }
  }

  var linesRead: [String] {
    get throws { try folder.text(of: "read").split(separator: "\n").map(String.init) }
  }

  var areAllGone: Bool {
    get throws { try processes.allSatisfy { kill($0, 0) == -1 && errno == ESRCH } }
  }
}

extension ExternalScorer.Limits {
  /// Wide enough for a busy machine where the program answers, without pauses.
  static let patient = Self(
    start: .seconds(30), request: .seconds(30), ending: .seconds(5), pause: .milliseconds(1))

  /// For programs that do not answer, or not in time.
  static func short(_ milliseconds: Int) -> Self {
    Self(
      start: .seconds(30), request: .milliseconds(milliseconds), ending: .milliseconds(50),
      pause: .milliseconds(1))
  }
}

/// What happened, from any thread.
final class Notes: Sendable {
  private let notes = Mutex<[String]>([])

  var all: [String] { notes.withLock { $0 } }

  func add(_ note: String) { notes.withLock { $0.append(note) } }
}

let fox = (try? Prompt("a red fox"))!

func image(_ path: String = "/a.png") -> ImageFile {
  ImageFile(image: ImageID(bytes: [UInt8](repeating: 7, count: 32))!, path: path)
}

/// The words of the fault that `body` throws.
func fault(_ body: () throws(ScoringFault) -> Void) -> String {
  do {
    try body()
    return "no fault"
  } catch {
    return error.description
  }
}
