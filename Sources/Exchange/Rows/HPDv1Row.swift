/// `{"human_preference":2,"prompt":"…","file_path":["0.jpg",…],"user_hash":"…"}`
struct HPDv1Row: FormatRow {
  private let prompt: String
  private let file_path: [String]
  private let human_preference: WholeNumber
  private let user_hash: String?

  func contents() throws(RowFault) -> RowContents {
    let index = human_preference.value
    guard file_path.indices.contains(index) else {
      throw RowFault("human_preference is \(index), but there are \(file_path.count) images")
    }
    let annotator = user_hash ?? ImportFormat.hpdV1.rawValue
    return RowContents(
      prompt: prompt, images: file_path.map { .init(name: $0) },
      choices: [RowChoice(annotator: annotator, outcome: .preferred(index))])
  }
}
