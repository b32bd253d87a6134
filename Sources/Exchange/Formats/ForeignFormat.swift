import Output

/// Something that cannot be imported as it is: what it is, and what to do about it.
struct ForeignFormat: Hashable {
  let what: String
  let remedy: String

  init(_ what: String, _ remedy: String) {
    self.what = what
    self.remedy = remedy
  }

  /// The remedy with the file in the place of FILE, as one can type it.
  func remedy(for path: String) -> String {
    guard path.hasPrefix("/") else { return remedy }
    func quoted(_ path: String) -> String {
      let isPlain = path.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "-")...UInt8(ascii: "9") ~= byte
          || byte == UInt8(ascii: "_")
      }
      return isPlain ? path : "'\(path.replacing("'", with: "'\\''"))'"
    }
    return remedy.replacing("FILE", with: quoted(path)).replacing(
      "FOLDER", with: quoted(FilePath.folder(of: path)))
  }

  private static let asManifest = """
    write it as lines like {"prompt":"…","candidates":[{"image":"a.png"},{"image":"b.png"}],\
    "choices":[{"annotator":"mia","outcome":"preferred","preferred":0}]}
    """

  private init(unread what: String) {
    self.init(what + ", which konomi does not read yet", Self.asManifest)
  }
}

// MARK: By the first bytes

extension ForeignFormat {
  /// - Returns: `nil` where the bytes may be rows of JSON.
  init?(front: ArraySlice<UInt8>) {
    guard let found = Self(unreadableAsText: front) ?? Self.table(ArraySlice(front.prefix(4096))) else {
      return nil
    }
    self = found
  }

  /// - Returns: `nil` where the bytes may be text.
  init?(unreadableAsText front: ArraySlice<UInt8>) {
    let front = ArraySlice(front.prefix(4096))
    if let found = Self.compressed(front) ?? Self.container(front) {
      self = found
      return
    }
    if front.starts(with: [0xff, 0xfe]) || front.starts(with: [0xfe, 0xff]) {
      self.init("UTF-16 text", "type: iconv -f UTF-16 -t UTF-8 FILE | konomi import - --images FOLDER")
    } else if front.contains(0) {
      self.init("no text but binary data", "name a file of rows")
    } else {
      return nil
    }
  }

  private static func compressed(_ front: ArraySlice<UInt8>) -> ForeignFormat? {
    let kinds: [(magic: [UInt8], name: String, reader: String)] = [
      ([0x1f, 0x8b], "gzip", "zcat"), ([0x28, 0xb5, 0x2f, 0xfd], "zstd", "zstdcat"),
      (Array("BZh".utf8), "bzip2", "bzcat"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz", "xzcat"),
    ]
    guard let kind = kinds.first(where: { front.starts(with: $0.magic) }) else { return nil }
    return ForeignFormat(
      "compressed with \(kind.name)", "type: \(kind.reader) FILE | konomi import - --images FOLDER")
  }

  private static func container(_ front: ArraySlice<UInt8>) -> ForeignFormat? {
    func begins(_ text: String) -> Bool { front.starts(with: Array(text.utf8)) }
    if begins("PAR1") { return ForeignFormat(unread: "a parquet file") }
    if begins("ARROW1") || front.starts(with: [0xff, 0xff, 0xff, 0xff]) {
      return ForeignFormat(unread: "an Arrow file")
    }
    if begins("SQLite format 3") {
      return ForeignFormat(
        "a SQLite database",
        "of konomi's own, type: konomi export --db FILE --format jsonl --output choices.jsonl")
    }
    if begins("PK\u{3}\u{4}") {
      return ForeignFormat("a zip archive", "unpack it with unzip, and name the folder")
    }
    if front.dropFirst(257).starts(with: Array("ustar".utf8)) {
      return ForeignFormat("a tar archive", "unpack it with tar -x, and name the folder")
    }
    if begins("\u{89}PNG") || front.starts(with: [0x89, 0x50, 0x4e, 0x47])
      || front.starts(with: [0xff, 0xd8, 0xff])
      || begins("GIF8") || begins("RIFF")
    {
      return ForeignFormat(
        "an image", "name the file of rows, or a folder with a prompt.txt beside the images")
    }
    if begins("<") { return ForeignFormat("HTML or XML", "name a file of rows; a download may have failed") }
    return nil
  }

  /// CSV or TSV, told by its head.
  private static func table(_ front: ArraySlice<UInt8>) -> ForeignFormat? {
    let line = String(decoding: front.prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
    guard let first = line.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }), first != "{", first != "[",
      let separator = ["\t", ",", ";"].first(where: line.contains)
    else { return nil }
    let columns = line.split(separator: separator, omittingEmptySubsequences: false)
    let name = separator == "\t" ? "TSV" : "CSV"
    if columns.contains("scores_visible") {
      return ForeignFormat(
        "konomi's own CSV, which is for other programs", "import what --format jsonl exports")
    }
    let names = columns.prefix(6).joined(separator: ", ") + (columns.count > 6 ? ", …" : "")
    return ForeignFormat(unread: "\(name) with the columns \(names)")
  }

  static func noRows(_ front: ArraySlice<UInt8>) -> ForeignFormat {
    let text = String(decoding: front.prefix(4096), as: UTF8.self).filter {
      !$0.isWhitespace && $0 != "\u{FEFF}"
    }
    switch text {
    case "": return ForeignFormat("empty", "name a file with rows")
    case "[]", "{}": return ForeignFormat("\(text), which holds no rows", "name a file with rows")
    default:
      return ForeignFormat(
        text.first == "{" || text.first == "[" ? "JSON without one whole row among the first" : "no JSON",
        asManifest)
    }
  }
}

// MARK: By the keys of a row

extension ForeignFormat {
  init(_ keys: RowKeys) {
    if let known = Self.formats.first(where: { $0.fits(keys) }) {
      self.init(unread: known.name)
    } else {
      self.init(
        keys.names.isEmpty
          ? "JSON whose rows are no objects"
          : """
          JSON in no known format, with the keys \(keys.names.prefix(8).joined(separator: ", ")); looked for \
          "candidates" (jsonl), "human_preference" (hpd-v1, hpd-v2-train) and "raw_annotations" or "rank" (hpd-v2-test)
          """, "name the format with --format, or " + Self.asManifest)
    }
  }

  private struct Known {
    let name: String
    let all: [String]
    var any: [String] = []
    var ending: String?

    func fits(_ keys: RowKeys) -> Bool {
      all.allSatisfy(keys.names.contains) && (any.isEmpty || any.contains(where: keys.names.contains))
        && (ending.map { ending in keys.names.contains { $0.hasSuffix(ending) } } ?? true)
    }
  }

  private static let formats = [
    Known(name: "a Label Studio export", all: ["data"], any: ["annotations", "predictions", "completions"]),
    Known(name: "a Prodigy file", all: ["options"], any: ["accept", "answer", "_task_hash"]),
    Known(name: "an Argilla export", all: [], ending: ".responses"),
    Known(name: "an Argilla export", all: ["fields", "responses"]),
    Known(name: "ImageReward's test set", all: ["generations", "ranking"]),
    Known(name: "ImageRewardDB", all: ["image_path", "prompt_id", "rank"]),
    Known(name: "ImageRewardDB's pairs", all: ["img_better", "img_worse"]),
    Known(name: "HPDv3", all: ["path1", "path2"]),
    Known(
      name: "Pick-a-Pic", all: ["label_0"], any: ["image_0_url", "image_0_uid", "image_1_uid", "ranking_id"]),
    Known(name: "a Diffusion-DPO set", all: ["label_0"], any: ["jpg_0", "jpg_1", "caption"]),
    Known(name: "a TRL preference set", all: ["chosen", "rejected"]),
    Known(name: "a Rapidata set", all: ["image1", "image2"]),
    Known(name: "GenAI-Arena", all: ["left_image", "right_image"]),
    Known(name: "a list of single images", all: ["file_name"], any: ["caption", "text"]),
    Known(name: "EvalMuse", all: ["img_path", "total_score"]),
  ]
}
