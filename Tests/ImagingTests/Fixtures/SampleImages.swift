import FoundationEssentials

/// The images of hpd-v2-sample, which may stand beside the package.
enum SampleImages {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../../shared/hpd-v2-sample/images"
  ).standardized.path

  static let paths: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { "\(folder)/\($0)" }
  }()
}
