/// `{"human_preference":[1,0],"prompt":"…","file_path":["a.jpg","b.jpg"]}`
struct HPDv2TrainRow: FormatRow {
  private let prompt: String
  private let file_path: [String]
  private let human_preference: [WholeNumber]

  func contents() throws(RowFault) -> RowContents {
    RowContents(
      prompt: prompt, images: file_path.map { .init(name: $0) },
      choices: [RowChoice(annotator: ImportFormat.hpdV2Train.rawValue, outcome: try outcome())])
  }

  /// The files hold no tie, but what reads them takes equal numbers for one.
  private func outcome() throws(RowFault) -> RowOutcome {
    let vector = human_preference.map(\.value)
    guard vector.count == file_path.count else {
      throw RowFault("human_preference has \(vector.count) numbers for \(file_path.count) images")
    }
    if let other = vector.first(where: { $0 != 0 && $0 != 1 }) {
      throw RowFault("human_preference holds \(other), but only 0 and 1 have a meaning")
    }
    let preferred = vector.indices.filter { vector[$0] == 1 }
    if preferred.count == 1 { return .preferred(preferred[0]) }
    guard preferred.isEmpty || preferred.count == vector.count else {
      throw RowFault("human_preference marks \(preferred.count) of \(vector.count) images as preferred")
    }
    return .tie
  }
}
