import Output

/// Where the image that a row names may lie.
struct ImagePlaces {
  /// Where the manifest lies.
  let folder: String
  /// What `--images` names; absolute.
  let images: String?

  /// Absolute, in the order in which they are to be tried.
  ///
  /// A name that says more than the folder of images holds is tried by its end, the longest first: data sets were
  /// unpacked elsewhere than where their rows say, and an absolute path is of the machine that wrote it.
  func paths(of name: String) -> [String] {
    var paths: [String] = []
    if let images {
      let parts = name.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
      for start in parts.indices {
        paths.append(FilePath.absolute(parts[start...].joined(separator: "/"), from: images))
      }
    }
    paths.append(FilePath.absolute(name, from: folder))
    if name.utf8.first != UInt8(ascii: "/") {
      paths.append(FilePath.absolute(name, from: folder + "/images"))
    }
    return paths
  }

  /// What to say of an image that lies in none of these.
  func remedy(for name: String) -> String {
    if let images { return "not under \(images) and not beside the manifest; --images names the folder" }
    if name.utf8.first == UInt8(ascii: "/") {
      return "--images FOLDER names the folder that images lie in now"
    }
    return "looked in \(folder) and its images; --images FOLDER names another"
  }
}
