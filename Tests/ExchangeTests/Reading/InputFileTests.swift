import FoundationEssentials
import Glibc
import Preferences
import TestSupport
import Testing

@testable import Exchange

/// Pipes, devices, and what else is no file.
@Suite struct InputFileTests {
  private let folder: TemporaryFolder
  private static let row = #"{"prompt":"p","candidates":[{"image":"a"},{"image":"b"}]}"# + "\n"

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeImages("a", "b")
  }

  private func namedPipe() throws -> String {
    let path = folder["pipe"]
    try #require(mkfifo(path, 0o600) == 0)
    return path
  }

  /// Writes to a pipe on a thread of its own: whoever opens a pipe for writing waits for its reader.
  private func write(_ text: String, to path: String) {
    let writer = Thread(path: path, bytes: Array(text.utf8))
    writer.start()
  }

  private struct Thread: Sendable {
    let path: String
    let bytes: [UInt8]

    func start() {
      var thread = pthread_t()
      let work = Unmanaged.passRetained(Box(value: self))
      pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer else { return nil }
          let work = Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().value
          let descriptor = open(work.path, O_WRONLY | O_CLOEXEC)
          var sent = 0
          while sent < work.bytes.count {
            let count = work.bytes[sent...].withUnsafeBytes {
              Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count <= 0 { break }
            sent += count
          }
          close(descriptor)
          return nil
        }, work.toOpaque())
      pthread_detach(thread)
    }

    private final class Box {
      let value: Thread

      init(value: Thread) {
        self.value = value
      }
    }
  }

  @Test func detectionDoesNotEatThePipe() throws {
    let path = try namedPipe()
    let rows = (0..<5000).map { Self.row.replacing("\"p\"", with: "\"p\($0)\"") }.joined()
    write(rows, to: path)
    let imported = try Imported.from(path)
    #expect(imported.comparisons.count == 5000)
    #expect(imported.progress?.bytesTotal == nil)
    #expect(imported.progress?.bytesRead == rows.utf8.count)
  }

  @Test func aPipeThatIsGivenItsFormatIsReadWhole() throws {
    let path = try namedPipe()
    write(Self.row, to: path)
    #expect(try Imported.from(path, format: .jsonl).comparisons.count == 1)
  }

  @Test func whatIsNoTextInAPipeIsNamed() throws {
    let path = try namedPipe()
    write("{\"prompt\":\u{0}}\n", to: path)
    #expect(
      throws: ImportFault.unknownFormat(
        path: path, what: "no text but binary data", remedy: "name a file of rows")
    ) {
      try ImportPlan(at: path)
    }
  }

  @Test func aPipeThatNobodyWritesIntoIsNotWaitedForForever() throws {
    let path = try namedPipe()
    var waiting = InputWaiting()
    waiting.writerLimit = .zero
    #expect(throws: ImportFault.noWriter(path: path, waited: .zero).kind) {
      do {
        _ = try ImportPlan(at: path, waiting: waiting)
      } catch let fault as ImportFault {
        throw fault.kind
      }
    }
  }

  @Test func anIdlePipeHearsOfAnInterruption() throws {
    let path = try namedPipe()
    var waiting = InputWaiting()
    waiting.isCancelled = { true }
    #expect(throws: ImportFault.interrupted(path: path)) { try ImportPlan(at: path, waiting: waiting) }
  }

  @Test func anInterruptionInMidPipeKeepsWhatIsDone() throws {
    let path = try namedPipe()
    let holder = open(path, O_RDWR | O_CLOEXEC)
    defer { close(holder) }
    let rows = (0..<70).map { Self.row.replacing("\"p\"", with: "\"p\($0)\"") }.joined()
    #expect(
      Array(rows.utf8).withUnsafeBytes { Glibc.write(holder, $0.baseAddress, $0.count) } == rows.utf8.count)
    var waiting = InputWaiting()
    var turns = 0
    waiting.isCancelled = {
      turns += 1
      return turns > 2
    }
    let imported = try Imported.from(path, waiting: waiting)
    #expect(imported.end == .cancelled)
    #expect(imported.comparisons.count == 70)
  }

  @Test(arguments: ["/dev/zero", "/dev/urandom", "/dev/null"])
  func aDeviceIsNoFileOfRows(path: String) {
    #expect(throws: ImportFault.notReadable(path: path, what: "a device")) { try ImportPlan(at: path) }
    #expect(throws: ImportFault.notReadable(path: path, what: "a device")) {
      try ImportPlan(at: path, format: .jsonl)
    }
  }

  @Test func aPipeInWhichNoRowEndsIsGivenUp() throws {
    let path = try namedPipe()
    write(String(repeating: "0", count: 3000), to: path)
    var reader = try RowReader(InputFile(path: path), rowLimit: 1000, chunkSize: 512)
    #expect(throws: ImportFault.endlessRow(path: path, limit: 1000)) {
      while try reader.next() != nil {}
    }
  }

  @Test func aPipeBesideManifestsIsNotWaitedFor() throws {
    try #require(mkfifo(folder["pipe.json"], 0o600) == 0)
    try folder.write(Self.row, to: "set.jsonl")
    #expect(try ImportPlan(at: folder.path).sources.map(\.path) == [folder["set.jsonl"]])
  }
}

extension ImportFault {
  /// The fault without how long was waited.
  fileprivate var kind: ImportFault {
    if case .noWriter(let path, _) = self { .noWriter(path: path, waited: .zero) } else { self }
  }
}
