// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "konomi",
  products: [
    .executable(name: "konomi", targets: ["konomi"]),
    .executable(name: "konomi-bench", targets: ["konomi-bench"]),
    .executable(name: "konomi-fuzz", targets: ["konomi-fuzz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // The pure core.
    .target(name: "Preferences"),
    .target(name: "Exchange", dependencies: ["Output", "Preferences"]),
    .target(name: "Screen"),
    .target(name: "Statistics", dependencies: ["Preferences"]),
    .target(name: "Annotation", dependencies: ["Preferences", "Screen", "Statistics"]),
    .target(name: "Reports", dependencies: ["Preferences", "Screen", "Statistics"]),
    .target(name: "Scenes"),

    // The edges.
    .target(name: "Output"),
    .target(
      name: "Storage",
      dependencies: [
        "Preferences",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "Imaging", dependencies: ["Preferences", "CImaging"]),
    .target(name: "Terminal", dependencies: ["Screen", "CTerminal"]),
    .systemLibrary(
      name: "CChafa", pkgConfig: "chafa",
      providers: [.apt(["libchafa-dev", "libglib2.0-dev"])]),
    .systemLibrary(
      name: "CGdkPixbuf", pkgConfig: "gdk-pixbuf-2.0",
      providers: [.apt(["libgdk-pixbuf-2.0-dev"])]),
    .systemLibrary(
      name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"])]),
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CImaging", dependencies: ["CChafa", "CGdkPixbuf", "CJPEG", "CPNG", "CCrypto"]),
    .target(name: "CPseudoTerminal"),
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),

    // The model.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .target(name: "CKernels", exclude: ["kernels.inc"]),
    .target(name: "Tensors", dependencies: ["CKernels", "COpenBLAS"]),
    .target(name: "Checkpoints", dependencies: ["Output", "Tensors"]),
    .target(name: "CLIP", dependencies: ["Checkpoints", "Preferences", "Tensors"]),
    .target(
      name: "Training",
      dependencies: ["CLIP", "Checkpoints", "Output", "Preferences", "Statistics", "Tensors"]),
    .target(name: "CKeeper"),
    .target(name: "ExternalScoring", dependencies: ["CKeeper", "Preferences"]),

    // The programs.
    .executableTarget(
      name: "konomi",
      dependencies: [
        "Annotation", "CLIP", "Checkpoints", "Exchange", "ExternalScoring", "Imaging", "Output",
        "Preferences", "Reports", "Scenes", "Screen", "Statistics", "Storage", "Tensors", "Terminal",
        "Training",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ]),
    .executableTarget(
      name: "konomi-bench",
      dependencies: [
        "Annotation", "CLIP", "CPseudoTerminal", "Imaging", "Preferences", "Scenes", "Screen", "Storage",
        "Tensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),

    .executableTarget(
      name: "konomi-fuzz",
      dependencies: [
        "CLIP", "Checkpoints", "ExternalScoring",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests mirror the sources.
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "PreferencesTests", dependencies: ["Preferences"]),
    .testTarget(name: "OutputTests", dependencies: ["Output", "TestSupport"]),
    .testTarget(
      name: "ExchangeTests", dependencies: ["Exchange", "Output", "Preferences", "TestSupport"]),
    .testTarget(name: "ScreenTests", dependencies: ["Screen", "TestSupport"]),
    .testTarget(
      name: "AnnotationTests", dependencies: ["Annotation", "Preferences", "Screen", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Preferences", "Statistics", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Preferences", "Reports", "Statistics", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(name: "ScenesTests", dependencies: ["Scenes", "TestSupport"]),
    .testTarget(
      name: "StorageTests",
      dependencies: [
        "Preferences", "Storage", "TestSupport",
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .testTarget(name: "ImagingTests", dependencies: ["Imaging", "TestSupport"]),
    .testTarget(name: "TensorsTests", dependencies: ["CKernels", "Tensors", "TestSupport"]),
    .testTarget(
      name: "CheckpointsTests", dependencies: ["Checkpoints", "Tensors", "TestSupport"], exclude: ["Corpus"]),
    .testTarget(
      name: "CLIPTests",
      dependencies: ["CLIP", "Checkpoints", "Imaging", "Preferences", "Tensors", "TestSupport"],
      exclude: ["Corpus", "Fixtures"]),
    .testTarget(
      name: "TrainingTests",
      dependencies: ["CLIP", "Checkpoints", "Preferences", "Tensors", "TestSupport", "Training"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ExternalScoringTests", dependencies: ["ExternalScoring", "Preferences", "TestSupport"],
      exclude: ["Corpus"]),
    .testTarget(name: "TerminalTests", dependencies: ["Screen", "Terminal", "TestSupport"]),
    .testTarget(
      name: "konomiTests",
      dependencies: [
        "Annotation", "Checkpoints", "Imaging", "konomi", "Preferences", "Screen", "Storage", "Terminal",
        "TestSupport", "Training",
      ]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["CPseudoTerminal", "konomi", "Preferences", "Storage", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// Warnings are errors where the variable is set, in CI; only in this package, not in what it depends on.
if Context.environment["KONOMI_STRICT"] != nil {
  for target in package.targets where ![.system, .plugin].contains(target.type) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
