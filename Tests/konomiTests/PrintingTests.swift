import Foundation
import TestSupport
import Testing

@Suite struct PrintingTests {
  /// Swift's own way to print, and Foundation's, pass over a full disk: half a result would have the status of a whole one.
  @Test func nothingIsPrintedPastStandardOutput() throws {
    let folder = RepositoryPaths.root.appending(path: "Sources/konomi")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      count += 1
      let text = try String(contentsOf: file, encoding: .utf8)
      for way in ["Swift.print(", "FileHandle.standardOutput", "fputs(", "putchar("] {
        #expect(!text.contains(way), "\(file.lastPathComponent) uses \(way); StandardOutput.print is the way")
      }
    }
    #expect(count > 20)
  }
}
