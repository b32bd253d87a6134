import Exchange
import FoundationEssentials
import Output

extension OutputPlace {
  /// How images are named in an export to this place. What is written through a link, or streamed, is read from who knows
  /// where: by absolute path.
  var imagePaths: ImagePaths {
    guard case .file(let file) = self, !file.isLinked else { return .absolute }
    let folder = FilePath.folder(of: FilePath.absolute(file.name))
    // Through a link, `..` leads to another folder than the text of the path says.
    let isPlain = URL(filePath: folder).resolvingSymlinksInPath().path == folder
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/"
    return ImagePaths(from: folder) { parent in
      isPlain && parent != "/" && parent != home && FilePath.relative(home, to: parent) == nil
    }
  }
}
