import Glibc

/// How many files this process may have open (`ulimit -n`). Too few, and libraries below end the process with a trap
/// where they cannot wait for events, wherever that happens to be.
struct OpenFileLimit: Equatable {
  /// What any command needs beside what is open when it starts: database and its readers, terminal, threads that read
  /// images, the wires to an outside scorer.
  static let needed = 64

  let limit: Int
  let open: Int

  var isEnough: Bool { limit - open >= Self.needed }

  /// - Throws: `CommandFailure` with the remedy.
  func check() throws {
    guard !isEnough else { return }
    throw CommandFailure(
      .unavailable,
      "only \(limit) files may be open at a time, and \(open) are: konomi needs \(Self.needed) more; run `ulimit -n 1024` first"
    )
  }

  /// That of this process, raised where that is allowed and needed.
  static func ofThisProcess() -> OpenFileLimit {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return OpenFileLimit(limit: .max, open: 0)
    }
    let found = OpenFileLimit(soft: limit.rlim_cur)
    guard !found.isEnough, limit.rlim_max > limit.rlim_cur else { return found }
    limit.rlim_cur = min(limit.rlim_max, limit.rlim_cur + 1024)
    guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return found }
    return OpenFileLimit(soft: limit.rlim_cur)
  }

  private init(soft: rlim_t) {
    limit = Int(clamping: soft)
    // Whoever may have thousands has not used them up on a program that is about to start.
    open = limit > 4096 ? 0 : (0..<Int32(limit)).count { fcntl($0, F_GETFD) >= 0 }
  }

  init(limit: Int, open: Int) {
    self.limit = limit
    self.open = open
  }
}
