import ArgumentParser
import Output
import Reports

/// Where a page for a browser goes.
struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a page for a browser, one file that needs no other; - for standard output.", valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(help: "Replace the file of --html if it is there.")
  var force = false

  var isStandardOutput: Bool { html == "-" }

  /// Where it would go, for a refusal before the work is done; `nil` where no file is named.
  func place() throws -> OutputPlace? {
    try html.map { try OutputPlace($0, replacing: force) }
  }

  /// Nothing where no file is named.
  func write(_ page: Page) throws {
    guard let place = try place() else { return }
    let output = try NamedOutput(at: place)
    try output.write(Array(page.html().utf8))
    try output.commit()
    StandardError.print("written to \(place.name)")
  }
}
