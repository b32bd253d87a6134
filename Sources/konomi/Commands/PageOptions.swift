import ArgumentParser
import Exchange
import Reports

/// Where a page for a browser goes.
struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write a page for a browser, one file that needs no other.", valueName: "file"),
    completion: .file())
  var html: String?

  /// Nothing where no file is named.
  func write(_ page: Page) throws {
    guard let path = html else { return }
    do {
      let file = try AtomicFile(path: path)
      try file.write(Array(page.html().utf8))
      try file.commit()
    } catch {
      throw CommandFailure(
        .cannotCreate,
        "\(error.path): cannot be written: \(error.reason); check the folder or name another --html")
    }
    StandardError.print("written to \(path)")
  }
}
