/// The images of a row: `file_path` in HPD v1 and in the training rows of v2, `image_path` in its test rows. Either is read
/// in all of them.
struct HPDImages: Decodable {
  private let file_path: [String]?
  private let image_path: [String]?

  func names() throws(RowFault) -> [String] {
    switch (file_path, image_path) {
    case (let names?, nil), (nil, let names?): return names
    case (nil, nil): throw RowFault("file_path is missing")
    case (let files?, let images?):
      guard files == images else {
        throw RowFault("file_path and image_path name different images; leave one of them")
      }
      return files
    }
  }
}
