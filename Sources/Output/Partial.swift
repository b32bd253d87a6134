import FoundationEssentials
import Glibc
import Synchronization

/// The hidden name under which an output grows beside its place. It says whose it is, and whoever writes it holds a lock
/// on it, so that what a killed process left can be told from what a living one is about to finish.
package struct Partial: Hashable, Sendable {
  package let path: String

  private static let prefix = ".konomi-"
  private static let suffix = ".part"
  private static let count = Atomic(0)

  /// A name that nothing else has, and not longer than any file system allows, however long the name of the output is.
  package init(inFolder folder: String) {
    let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    let start = Self.startTime(of: getpid()) ?? 0
    path = Self.joined(folder, "\(Self.prefix)\(getpid())-\(start)-\(number)\(Self.suffix)")
  }

  /// Says that this process works on it, for as long as the descriptor is open. File systems without locks go without.
  package static func lock(_ descriptor: Int32) {
    flock(descriptor, LOCK_EX | LOCK_NB)
  }

  /// Removes what killed processes left in a folder; what a living process, or another person, has there stays.
  /// Cost: reading the names in the folder.
  package static func removeAbandoned(inFolder folder: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "/" : folder)
    else { return }
    for name in names where isAbandoned(name, inFolder: folder) {
      try? FileManager.default.removeItem(atPath: joined(folder, name))
    }
  }

  private static func isAbandoned(_ name: String, inFolder folder: String) -> Bool {
    guard let owner = owner(of: name), startTime(of: owner.process) != owner.start else { return false }
    let path = joined(folder, name)
    var status = stat()
    guard lstat(path, &status) == 0, status.st_uid == geteuid(),
      [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    else { return false }
    // A process of another host, or of another container, has a number that says nothing here.
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  private static func owner(of name: String) -> (process: pid_t, start: UInt64)? {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
    let numbers = name.dropFirst(prefix.count).dropLast(suffix.count).split(separator: "-")
    guard numbers.count == 3, let process = pid_t(numbers[0]), let start = UInt64(numbers[1]) else {
      return nil
    }
    return (process, start)
  }

  /// When a process began, in ticks since the machine did; `nil` where there is no such process.
  static func startTime(of process: pid_t) -> UInt64? {
    guard let data = try? Data(contentsOf: URL(filePath: "/proc/\(process)/stat")) else { return nil }
    // The name of the program, in brackets, may hold anything.
    let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ")
    guard let fields, fields.count > 19 else { return nil }
    return UInt64(fields[19])
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    (folder == "/" ? "" : folder) + "/" + name
  }
}
