import Glibc

/// Our end of a pipe to or from a program. Never waits; children do not inherit it.
final class Pipe {
  /// -1 once closed, which `poll` passes over.
  private(set) var descriptor: Int32

  init(owning descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  deinit { close() }

  var isOpen: Bool { descriptor >= 0 }

  func close() {
    if isOpen { _ = Glibc.close(descriptor) }
    descriptor = -1
  }

  /// Two ends, both closed on exec: what is written to the second is read from the first.
  static func ends() throws(ProgramFault) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(call: "pipe", error: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Hands over what has come, at most `chunk.count` bytes of it. Closes itself at the end.
  /// - Returns: whether there was anything.
  func read(through chunk: inout [UInt8], _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
    guard isOpen else { return false }
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        body(chunk[..<count])
        return true
      }
      if count < 0, errno == EINTR { continue }
      if count == 0 || errno != EAGAIN { close() }
      return false
    }
  }

  /// Takes from the front of `bytes` what fits into the pipe. Closes itself where nobody reads any more.
  func write(_ bytes: inout ArraySlice<UInt8>) {
    while isOpen, !bytes.isEmpty {
      let count = BrokenPipe.held {
        bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        close()
      }
    }
  }
}

/// A write to a program that is gone raises SIGPIPE, on the very thread that writes.
private enum BrokenPipe {
  /// Runs `body` with the signal held back, and takes away what it raised. What `errno` says is kept.
  static func held(_ body: () -> Int) -> Int {
    var broken = sigset_t()
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    var pending = sigset_t()
    sigpending(&pending)
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &broken, &before)
    let result = body()
    let error = errno
    // One that was waiting before is somebody else's.
    if result < 0, error == EPIPE, sigismember(&pending, SIGPIPE) == 0 {
      var now = timespec()
      while sigtimedwait(&broken, nil, &now) < 0, errno == EINTR {}
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    errno = error
    return result
  }
}
