import Preferences

/// The bytes of images as they were imported. Those of one choice are kept until the next; of all others only which
/// are of no use.
struct TrainingImages {
  private let read: (Candidate) throws(ImageFault) -> [UInt8]
  private let onFault: (Candidate, ImageFault) -> Void
  private var ofThisChoice: [ImageID: File] = [:]
  private var useless: Set<ImageID> = []

  struct File {
    let kind: ImageKind
    let bytes: [UInt8]
  }

  init(
    read: @escaping (Candidate) throws(ImageFault) -> [UInt8],
    onFault: @escaping (Candidate, ImageFault) -> Void
  ) {
    self.read = read
    self.onFault = onFault
  }

  var uselessCount: Int { useless.count }

  mutating func beginChoice() {
    ofThisChoice.removeAll(keepingCapacity: true)
  }

  /// - Returns: `nil` when the file is gone, has changed or cannot be read; that is said once for each image.
  mutating func file(_ candidate: Candidate) -> File? {
    if let file = ofThisChoice[candidate.image] { return file }
    if useless.contains(candidate.image) { return nil }
    do throws(ImageFault) {
      let bytes = try read(candidate)
      guard let kind = ImageKind(of: bytes) else { throw .unknownFormat }
      let file = File(kind: kind, bytes: bytes)
      ofThisChoice[candidate.image] = file
      return file
    } catch {
      useless.insert(candidate.image)
      onFault(candidate, error)
      return nil
    }
  }
}
