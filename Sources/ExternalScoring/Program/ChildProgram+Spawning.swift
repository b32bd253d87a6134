import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

extension ChildProgram {
  /// `POSIX_SPAWN_SETSID`, which Swift's Glibc does not show. A session of its own is a process group of its own
  /// without a controlling terminal: Ctrl-C stays ours, and nothing it starts (ssh, asking for a password) can get
  /// at the screen or stop for want of it.
  private static let newSession: Int32 = 0x80

  /// Held from opening pipes to starting the program that they are for: Swift's Glibc has no `pipe2`, and a program
  /// that another thread starts before a pipe is marked would keep that pipe open.
  static let starting = Mutex(())

  /// A running program, and our ends of its pipes.
  struct Started {
    let process: pid_t
    let input: Pipe
    let output: Pipe
    let errors: Pipe
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
    let process = try spawn(command, streams: [toInput.reading, fromOutput.writing, fromErrors.writing])
    return Started(process: process, input: input, output: output, errors: errors)
  }

  /// - Parameter streams: what become standard input, output and error.
  private static func spawn(_ command: String, streams: [Int32]) throws(ProgramFault) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, descriptor) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(stream))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of Dispatch block most signals and konomi ignores some; a program would inherit both.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | newSession))

    let arguments = cStrings(["sh", "-c", command])
    let environment = cStrings(ProcessInfo.processInfo.environment.map { "\($0)=\($1)" })
    defer { for pointer in arguments + environment { free(pointer) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, environment)
    guard error == 0 else { throw .system(call: "posix_spawn", error: error) }
    return process
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
