import ArgumentParser
import Exchange
import Reports

/// Where a page for a browser goes.
struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write a page for a browser, one file that needs no other.", valueName: "file"),
    completion: .file())
  var html: String?

  /// Finds out before long work whether the page could be written; writes nothing.
  func check() throws {
    guard let path = html else { return }
    do { _ = try AtomicFile(path: path) } catch { throw Self.failure(error) }
  }

  /// Nothing where no file is named.
  func write(_ page: Page) throws {
    guard let path = html else { return }
    do {
      let file = try AtomicFile(path: path)
      try file.write(Array(page.html().utf8))
      try file.commit()
    } catch {
      throw Self.failure(error)
    }
    StandardError.print("written to \(path)")
  }

  private static func failure(_ fault: ExportFault) -> CommandFailure {
    CommandFailure(
      .cannotCreate,
      "\(fault.path): cannot be written: \(fault.reason); check the folder or name another --html")
  }
}
