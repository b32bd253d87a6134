import CKeeper
import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

extension ChildProgram {
  /// Held from opening pipes to starting the program that they are for: Swift's Glibc has no `pipe2`, and a program
  /// that another thread starts before a pipe is marked would keep that pipe open.
  static let starting = Mutex(())

  /// A running program, and our ends of its pipes.
  struct Started {
    let process: pid_t
    let input: Pipe
    let output: Pipe
    let errors: Pipe
    /// Says nothing; that it is closed, by us or by our end, says all.
    let lifeline: Pipe
  }

  static func start(_ command: String) throws(ProgramFault) -> Started {
    let toInput = try Pipe.ends()
    let input = Pipe(owning: toInput.writing)
    defer { close(toInput.reading) }
    let fromOutput = try Pipe.ends()
    let output = Pipe(owning: fromOutput.reading)
    defer { close(fromOutput.writing) }
    let fromErrors = try Pipe.ends()
    let errors = Pipe(owning: fromErrors.reading)
    defer { close(fromErrors.writing) }
    let toKeeper = try Pipe.ends()
    let lifeline = Pipe(owning: toKeeper.writing)
    defer { close(toKeeper.reading) }

    let environment = cStrings(ProcessInfo.processInfo.environment.map { "\($0)=\($1)" })
    defer { for pointer in environment { free(pointer) } }
    let process = keeper_start(
      command, environment, [toInput.reading, fromOutput.writing, fromErrors.writing], toKeeper.reading)
    guard process > 0 else { throw .system(call: "fork", error: -process) }
    return Started(process: process, input: input, output: output, errors: errors, lifeline: lifeline)
  }

  private static func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }

  /// Leaves it to another thread to take note of its end.
  func reapLater() {
    let process = process
    DispatchQueue.global().async {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
  }
}
