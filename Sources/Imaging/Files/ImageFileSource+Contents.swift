import Preferences

extension ImageFileSource {
  /// The whole file of an image. Costs little more than hashing it.
  /// - Throws: `ImageFault.changed` when the file is another one than was imported.
  package func contents(of candidate: Candidate) throws(ImageFault) -> [UInt8] {
    let bytes = try FileBytes.read(candidate.path)
    guard SHA256.digest(of: bytes) == candidate.image else { throw .changed }
    return bytes
  }
}
