import Checkpoints
import FoundationEssentials
import Glibc
import Imaging
import Preferences
import Tensors

/// The identity of a checkpoint's weights: see `CheckpointID`.
///
/// What a file's digest is, is remembered in `konomi/checkpoints` under `$XDG_CACHE_HOME`, with all by which the
/// system tells that a file has changed: gigabytes are read once and not at each start.
struct CheckpointDigest {
  private let folder: String

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let home = environment["XDG_CACHE_HOME"].nonEmpty ?? "\(environment["HOME"] ?? ".")/.cache"
    folder = home + "/konomi/checkpoints"
  }

  /// Reads every byte of files that have changed or are new, which takes about half a second a gigabyte, and compares
  /// the checksums that they hold meanwhile.
  /// - Throws: `CheckpointFault.damagedTensor` or `ScoringFault.cancelled`.
  func callAsFunction(of checkpoint: Checkpoint, isCancelled: @Sendable () -> Bool) throws -> CheckpointID {
    let states = checkpoint.files.map { FileState(of: $0.path) }
    let known = states.map { $0.flatMap(remembered) }
    guard known.contains(nil) else { return Self.id(of: known.compactMap { $0 }) }

    let results = Workers(count: 2).map(2) { task in
      Result { () throws -> [CheckpointID] in
        guard task == 0 else {
          try checkpoint.verifyChecksums()
          return []
        }
        return try checkpoint.files.map { try Self.digest(of: $0, isCancelled: isCancelled) }
      }
    }
    let digests = try results[0].get()
    _ = try results[1].get()
    for ((file, state), digest) in zip(zip(checkpoint.files, states), digests) {
      // Not where somebody was still writing: the digest may be of a mixture.
      if let state, state == FileState(of: file.path) { remember(digest, of: state) }
    }
    return Self.id(of: digests)
  }

  private static func digest(of file: MappedFile, isCancelled: () -> Bool) throws -> CheckpointID {
    guard let bytes = file.withBytes({ SHA256.digest(of: $0, isCancelled: isCancelled) }) else {
      throw ScoringFault.cancelled
    }
    return id(bytes)
  }

  private static func id(of digests: [CheckpointID]) -> CheckpointID {
    digests.count == 1 ? digests[0] : id(SHA256.digest(of: digests.flatMap(\.bytes)).bytes)
  }

  private static func id(_ digest: [UInt8]) -> CheckpointID {
    guard let id = CheckpointID(bytes: digest) else { preconditionFailure("SHA-256 has 32 bytes") }
    return id
  }

  private func remembered(_ state: FileState) -> CheckpointID? {
    guard let data = try? Data(contentsOf: URL(filePath: folder + "/" + state.file)) else { return nil }
    let words = String(decoding: data, as: UTF8.self).split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[1] == state.change else { return nil }
    return CheckpointID(hexadecimal: String(words[0]))
  }

  /// Where nothing can be written, nothing is remembered.
  private func remember(_ id: CheckpointID, of state: FileState) {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let line = Data("\(id.hexadecimal) \(state.change)".utf8)
    try? line.write(to: URL(filePath: folder + "/" + state.file), options: .atomic)
  }
}

/// By what the system tells one file, and one state of it, from others.
private struct FileState: Equatable {
  /// Names the file, whatever path leads to it.
  let file: String
  /// Differs after every change.
  let change: String

  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    file = "\(status.st_dev)-\(status.st_ino)"
    change = [
      Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
      status.st_ctim.tv_nsec,
    ].map(String.init).joined(separator: " ")
  }
}
