import Glibc

/// A file that appears under its name only when it is whole: written beside its place, then renamed into it.
/// What was there before stays until then, and leaves its mode and owner to the new one.
package final class NewFile {
  private let place: OutputPlace.File
  private let partial: Partial
  private let file: OutputFile
  /// What the person's umask makes of a new file.
  private let usualMode: mode_t
  private var isCommitted = false

  /// Removes what killed processes left in the folder, too.
  /// - Throws: `OutputFault`.
  package init(at place: OutputPlace.File) throws(OutputFault) {
    let folder = FilePath.folder(of: place.path)
    Partial.removeAbandoned(inFolder: folder)
    partial = Partial(inFolder: folder)
    file = try OutputFile(path: partial.path, reportedAs: place.name)
    self.place = place
    Partial.lock(file.descriptor)
    var status = stat()
    fstat(file.descriptor, &status)
    usualMode = status.st_mode & 0o7777
    // Nobody else reads what may never become an output.
    fchmod(file.descriptor, 0o600)
  }

  deinit {
    if !isCommitted { unlink(partial.path) }
  }

  package func write(_ bytes: [UInt8]) throws(OutputFault) {
    try file.write(bytes)
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputFault) {
    try file.write(bytes)
  }

  /// Puts the file in its place. On return it survives the loss of power.
  package func commit() throws(OutputFault) {
    setOwnerAndMode()
    try file.synchronize()
    // Somebody may have made a database of it meanwhile.
    if let kind = SQLiteFiles.kind(of: place.path) {
      throw OutputFault(path: place.name, reason: kind, remedy: "name another file")
    }
    if place.replaces {
      guard rename(partial.path, place.path) == 0 else { throw OutputFault(path: place.name, code: errno) }
    } else {
      try appear()
    }
    isCommitted = true
    FilePath.synchronize(folder: FilePath.folder(of: place.path))
  }

  /// Takes the name if nobody has taken it meanwhile, which `rename` would not ask.
  private func appear() throws(OutputFault) {
    if link(partial.path, place.path) == 0 {
      unlink(partial.path)
      return
    }
    guard errno != EEXIST else {
      throw OutputFault(path: place.name, reason: "another program has made it meanwhile")
    }
    // Some file systems have no second names.
    guard rename(partial.path, place.path) == 0 else { throw OutputFault(path: place.name, code: errno) }
  }

  private func setOwnerAndMode() {
    guard let old = place.old else {
      fchmod(file.descriptor, usualMode)
      return
    }
    var mode = old.mode
    if fchown(file.descriptor, old.user, old.group) != 0, fchown(file.descriptor, uid_t.max, old.group) != 0 {
      // Another group is to get no more than everybody has.
      mode &= ~0o070 | (mode & 0o007) << 3
    }
    fchmod(file.descriptor, mode)
  }
}

extension FilePath {
  /// Makes what was renamed in a folder survive the loss of power, as far as the file system knows how.
  static func synchronize(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }
}
