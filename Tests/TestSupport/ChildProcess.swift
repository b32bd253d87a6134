import FoundationEssentials
import Glibc

/// Runs a program to its end. Foundation's `Process` waits for more than the end of the program: for all that
/// inherited its descriptors, such as the server that a tmux client leaves behind.
package enum ChildProcess {
  package struct Result: Sendable {
    /// The exit status, or 128 and the signal's number.
    package let status: Int32
    package let output: String
    package let errors: String
  }

  package struct NotStarted: Error, CustomStringConvertible {
    package let description: String
  }

  /// Runs with nothing on standard input.
  package static func run(
    _ program: String, _ arguments: [String], environment: [String: String]
  ) throws -> Result {
    let folder = try TemporaryFolder()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    // Files, since a full pipe would stop a program that nobody reads from yet.
    for (descriptor, name) in [(STDOUT_FILENO, "output"), (STDERR_FILENO, "errors")] {
      posix_spawn_file_actions_addopen(&actions, descriptor, folder[name], O_WRONLY | O_CREAT, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads that tests run on block most signals, and a program would inherit that: a tmux server that
    // cannot be ended, for one.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let argv = ([program] + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    let error = posix_spawn(&child, program, &actions, &attributes, argv, envp)
    guard error == 0 else { throw NotStarted(description: "\(program): \(String(cString: strerror(error)))") }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    return Result(
      status: signal == 0 ? status >> 8 & 0xff : 128 + signal, output: try folder.text(of: "output"),
      errors: try folder.text(of: "errors"))
  }
}
