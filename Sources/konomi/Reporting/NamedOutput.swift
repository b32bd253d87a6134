import Glibc
import Output

/// An output that a person named on the command line, from its first byte to its last: a file that appears when it is
/// whole, or a pipe, a device, standard output, which get every byte as it comes.
final class NamedOutput {
  private enum Kind {
    case file(NewFile)
    case stream(Int32)
    case standardOutput
  }

  private let kind: Kind
  private let name: String
  private let isTerminal: Bool

  /// - Throws: `OutputFault`.
  init(at place: OutputPlace) throws(OutputFault) {
    switch place {
    case .file(let file):
      kind = .file(try NewFile(at: file))
      name = file.name
      isTerminal = false
    case .descriptor(STDOUT_FILENO, let name):
      kind = .standardOutput
      self.name = name
      isTerminal = false
    case .descriptor(let descriptor, let name):
      kind = .stream(dup(descriptor))
      self.name = name
      isTerminal = isatty(descriptor) == 1
    case .stream(let path):
      // A pipe that nobody reads yet is waited for, as a shell does.
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw OutputFault(path: path, code: errno) }
      kind = .stream(descriptor)
      name = path
      isTerminal = isatty(descriptor) == 1
    }
  }

  deinit {
    if case .stream(let descriptor) = kind { close(descriptor) }
  }

  /// - Parameter bytes: whole characters.
  /// - Throws: `OutputFault`, `CommandFailure`.
  func write(_ bytes: [UInt8]) throws {
    switch kind {
    case .file(let file): try file.write(bytes)
    case .standardOutput: try StandardOutput.print(bytes)
    case .stream(let descriptor):
      let bytes =
        isTerminal ? Array(TerminalText.visible(String(decoding: bytes, as: UTF8.self)).utf8) : bytes
      let code = bytes.withUnsafeBytes { Descriptor.write($0, to: descriptor) }
      if code == EPIPE { throw CommandFailure(.brokenPipe, "") }
      if code != 0 { throw OutputFault(path: name, code: code) }
    }
  }

  /// On return a file is in its place and survives the loss of power, and a reader has all.
  /// - Throws: `OutputFault`, `CommandFailure`.
  func commit() throws {
    switch kind {
    case .file(let file): try file.commit()
    case .standardOutput: try StandardOutput.flush()
    case .stream: break
    }
  }
}

extension OutputPlace {
  /// In messages.
  var name: String {
    switch self {
    case .descriptor(_, let name): name
    case .stream(let path): path
    case .file(let file): file.name
    }
  }
}
