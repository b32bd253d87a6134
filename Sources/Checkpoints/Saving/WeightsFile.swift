import Output

/// A file of weights that appears under its name only when it is whole. What was there before stays until then.
final class WeightsFile {
  let path: String
  private let file: NewFile

  init(_ path: String) throws(SaveFault) {
    self.path = path
    do throws(OutputFault) {
      guard case .file(let place) = try OutputPlace(path, replacing: true) else {
        throw OutputFault(path: path, reason: "it is no file that weights can be read from")
      }
      file = try NewFile(at: place)
    } catch {
      throw SaveFault(error, of: path)
    }
  }

  func write(_ elements: [some FixedWidthInteger & BitwiseCopyable]) throws(SaveFault) {
    try elements.withUnsafeBufferPointer { elements throws(SaveFault) in
      try write(UnsafeRawBufferPointer(elements))
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SaveFault) {
    do { try file.write(bytes) } catch { throw SaveFault(error, of: path) }
  }

  /// Puts the file in its place. On return it survives the loss of power.
  func commit() throws(SaveFault) {
    do { try file.commit() } catch { throw SaveFault(error, of: path) }
  }
}

extension SaveFault {
  /// - Parameter path: of the output, where that is not the file itself.
  package init(_ fault: OutputFault, of path: String) {
    self.init(path: path, reason: fault.reason)
  }
}
