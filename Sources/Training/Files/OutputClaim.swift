import Checkpoints
import Glibc

/// Keeps a place for what a training is to write: no other training writes there meanwhile, and there is room. Owns a
/// descriptor and with it a lock, which end with the process however that ends.
package final class OutputClaim {
  private let output: String
  private let lock: String
  private let descriptor: Int32
  private var room: DiskReservation?

  /// - Throws: `outputInUse` where another training has the place, `writing` where nothing can be written there.
  package init(_ output: String) throws(TrainingFault) {
    self.output = output
    let slash = output.utf8.lastIndex(of: UInt8(ascii: "/"))
    let (folder, name) =
      slash.map { (output[...$0], output[output.index(after: $0)...]) } ?? ("", output[...])
    lock = "\(folder).\(name).training"
    while true {
      let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { throw .writing(SaveFault(path: output, code: errno)) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw .outputInUse(path: output)
      }
      // Who had the place before may have removed the file between these two calls.
      if Self.isTheSame(descriptor, lock) {
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit {
    unlink(lock)
    close(descriptor)
  }

  /// Finds out before the first step whether there is room for what is to come.
  /// - Parameters:
  ///   - bytes: of what is written at the end; they stay reserved.
  ///   - saves: of all that lies there on the way besides.
  package func reserve(_ bytes: Int, saves: Int) throws(TrainingFault) {
    do {
      // The longest name that is written there.
      room = try DiskReservation(for: output + ".resume", bytes: bytes, more: saves)
    } catch {
      throw .writing(SaveFault(path: output, reason: error.reason))
    }
  }

  /// Gives back what is reserved, for the file that it was for.
  package func release() { room = nil }

  private static func isTheSame(_ descriptor: Int32, _ path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}
