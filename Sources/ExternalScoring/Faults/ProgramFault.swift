import Glibc

/// Why a program gave no answer that could be used.
enum ProgramFault: Error, Hashable {
  case system(call: String, error: Int32)
  /// The request cannot be written as JSON.
  case unsayable(String)
  /// `nil` where it goes on, but without its standard input or output.
  case ended(Ending?, wrote: String?)
  /// `took` tells whether it read the request at all.
  case late(limit: Duration, took: Bool, wrote: String?)
  case reply(ReplyFault)
  /// It says other things about itself than before it was started again.
  case changed
  case givenUp(restarts: Int, last: String)
  case cancelled
}

extension ProgramFault: CustomStringConvertible {
  /// What happened, with the remedy, in one line.
  var description: String {
    switch self {
    case .system(let call, let error):
      "cannot be started: \(call): \(String(cString: strerror(error))); close other programs and try again"
    case .unsayable(let reason):
      "cannot be asked: \(reason); look for what is odd about the prompt"
    case .ended(let ending, let words):
      "\(ending?.description ?? "closed its standard input or output") before it answered\(Self.quoted(words)); "
        + (ending?.remedy ?? "keep both open until standard input ends")
    case .late(let limit, let took, let words):
      "\(took ? "gave no answer" : "did not read the request") within \(Self.seconds(limit))\(Self.quoted(words)); "
        + (took
          ? "make it faster or the limit higher, and flush standard output after each answer"
          : "read standard input line by line")
    case .reply(let fault):
      "its answer \(fault)"
    case .changed:
      "started again, it says another name, logit_scale, preprocessing or checkpoint_sha256 than before, so that "
        + "scores would not compare; start konomi again if that is meant"
    case .givenUp(let restarts, let last):
      "was started again \(restarts) times without an answer in between and is given up; the last time: \(last)"
    case .cancelled:
      "stopped"
    }
  }

  private static func quoted(_ words: String?) -> String {
    words.map { "; the last it wrote to standard error: '\($0)'" } ?? ""
  }

  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return attoseconds == 0 || seconds >= 10
      ? "\(seconds) s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
  }
}

extension Ending: CustomStringConvertible {
  var description: String {
    switch self {
    case .status(let status): "ended with status \(status)"
    case .signal(let signal):
      "was ended by signal \(signal)\(strsignal(signal).map { " (\(String(cString: $0)))" } ?? "")"
    case .unknown: "ended"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .status(127): "the shell finds no such program: check its spelling and PATH"
    case .status(126): "the shell may not run it: make it executable or name its interpreter"
    case .status(0): "answer every line until standard input ends"
    case .signal(SIGKILL): "this is what running out of memory looks like: see the system's log"
    default: "run the command by itself to see why"
    }
  }
}
