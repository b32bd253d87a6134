import FoundationEssentials

/// Where `Themes` and `Data` are: the first of these that has what is asked for.
///
/// 1. the folder in `KONOMI_RESOURCES`
/// 2. `konomi` in `XDG_DATA_HOME`, then in each of `XDG_DATA_DIRS`
/// 3. `../share/konomi` beside the executable, then the executable's own folder
/// 4. a folder above the executable that has it: the repository, after `swift build`
struct ResourceLocation {
  private let folders: [String]

  init(environment: [String: String], executable: String) {
    let executableFolder = URL(filePath: executable).deletingLastPathComponent()
    let home = environment["HOME"] ?? "/"
    let dataHome = environment["XDG_DATA_HOME"].nonEmpty ?? "\(home)/.local/share"
    let dataFolders = environment["XDG_DATA_DIRS"].nonEmpty ?? "/usr/local/share:/usr/share"
    var folders = [environment["KONOMI_RESOURCES"].nonEmpty].compactMap { $0 }
    folders.append("\(dataHome)/konomi")
    folders += dataFolders.split(separator: ":").map { "\($0)/konomi" }
    folders.append(executableFolder.appending(path: "../share/konomi").standardizedFileURL.path)
    var above = executableFolder
    while above.path.count > 1 {
      folders.append(above.path)
      above = above.deletingLastPathComponent().standardizedFileURL
    }
    self.folders = folders
  }

  static func ofThisProcess() -> ResourceLocation {
    let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return ResourceLocation(
      environment: ProcessInfo.processInfo.environment, executable: executable ?? CommandLine.arguments[0])
  }

  /// - Throws: `CommandFailure` that says where was looked.
  func path(of resource: String, calling kind: String) throws -> String {
    for folder in folders {
      let path = folder + "/" + resource
      if FileManager.default.fileExists(atPath: path) { return path }
    }
    throw CommandFailure(
      .noInput,
      "\(resource): no such \(kind); looked in \(folders.joined(separator: ", ")); KONOMI_RESOURCES=FOLDER names another"
    )
  }
}

extension String? {
  /// An environment variable that is set to nothing counts as not set.
  var nonEmpty: String? { self?.isEmpty == false ? self : nil }
}
