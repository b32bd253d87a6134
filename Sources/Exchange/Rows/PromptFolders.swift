import Output
import Preferences

/// Walks a tree of folders, one a prompt: `prompt.txt` and beside it the images. The images of a folder are taken
/// in the order of their names. Hidden files and folders are passed over, and links to folders are not
/// followed.
struct PromptFolders {
  /// Folders yet to visit, the next one last.
  private var pending: [String]

  init(top: String) {
    pending = [top]
  }

  static let promptFile = "prompt.txt"
  private static let imageEndings = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff"]
  private static let promptLimit = 1 << 20

  /// Whether any folder of a tree has a prompt. Walks all of it in the worst case.
  static func areFound(under top: String) throws(ImportFault) -> Bool {
    var folders = PromptFolders(top: top)
    while let folder = try folders.nextFolder() {
      if folder.hasPrompt { return true }
    }
    return false
  }

  mutating func next() throws(ImportFault) -> Result<ImportRow, RejectedRow>? {
    while let folder = try nextFolder() {
      if folder.hasPrompt { return folder.row() }
      if !folder.images.isEmpty {
        let reason = "there are images but no \(Self.promptFile) beside them; write the prompt into one"
        return .failure(RejectedRow(file: folder.path, at: "folder", reason: reason))
      }
    }
    return nil
  }

  private mutating func nextFolder() throws(ImportFault) -> Folder? {
    guard let path = pending.popLast() else { return nil }
    let names = try FilePath.names(inFolder: path).filter { !$0.hasPrefix(".") }
    let images = names.filter(Self.isImage)
    let others = names.filter { !Self.isImage($0) && $0 != Self.promptFile }
    pending += others.map { path + "/" + $0 }.filter(FilePath.isFolder).reversed()
    return Folder(path: path, images: images, hasPrompt: names.contains(Self.promptFile))
  }

  private static func isImage(_ name: String) -> Bool {
    let name = name.lowercased()
    return imageEndings.contains { name.hasSuffix($0) }
  }

  private struct Folder {
    let path: String
    let images: [String]
    let hasPrompt: Bool

    func row() -> Result<ImportRow, RejectedRow> {
      do throws(RowFault) {
        let rowImages = images.map {
          RowImage(
            name: $0, paths: [path + "/" + $0], generator: nil, image: nil,
            remedy: "it was there a moment ago")
        }
        return .success(
          ImportRow(
            file: path, at: "folder", prompt: try prompt(), images: rowImages, choices: [], tags: [],
            comparison: nil, holdsReview: false))
      } catch {
        return .failure(RejectedRow(file: path, at: "folder", reason: error.reason))
      }
    }

    /// White space around the text belongs to the file, not to the prompt.
    private func prompt() throws(RowFault) -> String {
      let name = PromptFolders.promptFile
      let bytes: [UInt8]?
      do throws(ImportFault) {
        bytes = try InputFile.contents(ofFileAt: path + "/" + name, limit: PromptFolders.promptLimit)
      } catch {
        throw RowFault("\(name) cannot be read")
      }
      guard let bytes else {
        throw RowFault("\(name) is longer than \(PromptFolders.promptLimit) bytes")
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw RowFault("\(name) is not UTF-8")
      }
      if text.utf8.contains(0) { throw RowFault("\(name) holds a NUL character") }
      let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
      return unmarked.trimmingWhiteSpace()
    }
  }
}
