import Preferences

/// The README.md of a folder for training: what lies where, how many, what the columns mean. Holds no date and no path,
/// so that it comes out the same wherever and whenever it is written.
struct DatasetCard {
  let summary: TrainingSummary
  let settings: TrainingSettings
  let format: FolderFormat

  var text: String {
    let parts = [
      frontMatter, opening, counts, leftOut, layout, settings.samples.contains(.pairs) ? columns : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What `datasets` reads of a card: which files are which split.
  private var frontMatter: String {
    guard format == .hf else { return "" }
    let sides = PromptSplit.Side.allCases.filter {
      sample(settings.samples.contains(.pairs) ? .pairs : .captions, $0) > 0
    }
    if sides.isEmpty { return "" }
    let files = sides.map { side in
      """
        - split: \(side.rawValue)
          path: \(settings.samples.contains(.pairs) ? "\(side.rawValue)/**" : "\(side.rawValue).json")

      """
    }
    return """
      ---
      configs:
      - config_name: default
        data_files:
      \(files.joined())---

      """
  }

  private var opening: String {
    """
    # Human preferences over images, for training

    Written by konomi, as \(format.rawValue), from choices between images made for a prompt. Images are \
    the files that were judged, byte for byte. Sides are split by prompt: a share of \(settings.split.share) for \
    validation, seed \(settings.split.seed); prompts that CLIP's tokenizer makes the same of, and those for which the same \
    image was shown, are on one side. Two images of which neither is preferred are \
    \(settings.ties == .drop ? "left out" : "pairs with both labels 0.5").

    """
  }

  private var counts: String {
    var rows = "| samples | side | count |\(format == .webdataset ? " shards |" : "")\n"
    rows += "|---|---|---|\(format == .webdataset ? "---|" : "")\n"
    for samples in written {
      for side in PromptSplit.Side.allCases {
        rows += "| \(samples.rawValue) | \(side.rawValue) | \(sample(samples, side)) |"
        if format == .webdataset { rows += " \(summary[samples].shards[side] ?? 0) |" }
        rows += "\n"
      }
    }
    return rows
  }

  private var leftOut: String {
    var lines = ""
    for samples in written {
      let reasons = TrainingSummary.LeftOut.allCases.compactMap { reason in
        summary[samples].leftOut[reason].map { "\($0) \(reason.rawValue)" }
      }
      if !reasons.isEmpty {
        lines += "- left out of \(samples.rawValue): \(reasons.joined(separator: ", "))\n"
      }
    }
    return lines
  }

  private var layout: String {
    var lines = ["## Layout", ""]
    switch format {
    case .webdataset:
      if settings.samples.contains(.captions) {
        lines.append(
          "- `captions/SIDE-000000.tar` …: `k.jpg` (or png, webp), the preferred image, and `k.txt`, its prompt."
        )
      }
      if settings.samples.contains(.pairs) {
        lines.append(
          "- `pairs/SIDE-000000.tar` …: `k.0.jpg`, `k.1.jpg` (or png, webp, gif, tiff) and `k.json`, the columns below."
        )
      }
      lines.append("- `sizes.json` beside the shards: samples of each.")
    case .hf:
      if settings.samples.contains(.captions) {
        lines.append(
          "- `SIDE.json`: one line for each preferred image, `image_path` (from this folder on) and `caption`, its prompt."
        )
      }
      if settings.samples.contains(.pairs) {
        lines.append(
          "- `SIDE/metadata.jsonl`: one line for each pair; `jpg_0_file_name` and `jpg_1_file_name` become the image columns `jpg_0` and `jpg_1`."
        )
      }
      lines.append("- `SIDE/images/`: each image once, named by its SHA-256.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var columns: String {
    var rows = """
      ## Columns of a pair

      | column | meaning |
      |---|---|
      | `caption` | the prompt |
      | `label_0`, `label_1` | 1.0 for the preferred image, 0.0 for the other\(settings.ties == .half ? "; both 0.5 for a tie" : "") |
      | `image_0_uid`, `image_1_uid` | SHA-256 of the files; image 0 is the one with the smaller sum, whoever won |
      | `model_0`, `model_1` | the generators, empty where unknown |
      | `are_different`, `has_label` | always true |
      | `num_example_per_prompt` | pairs that the choices on this prompt make, those left out for an image included |
      | `ranking_id` | the trial: pairs that share it come from one choice |
      | `user_id` | the annotator |
      | `created_at` | when the choice was made |
      | `choice`, `session`, `comparison` | ids, as in konomi's jsonl |
      | `task`, `outcome` | what was asked and what was answered of all candidates shown |
      | `repetition` | 1 for a hidden repeat of an earlier trial |
      | `flagged` | the annotator marked the trial |
      | `scores_visible` | scores were on screen |
      | `policy`, `probability` | why and how likely the trial was selected |

      """
    if format == .webdataset { rows += "| `note`, `response_ms` | may be null |\n" }
    return rows
  }

  private var written: [TrainingSettings.Samples] {
    TrainingSettings.Samples.allCases.filter(settings.samples.contains)
  }

  private func sample(_ samples: TrainingSettings.Samples, _ side: PromptSplit.Side) -> Int {
    summary[samples].samples[side] ?? 0
  }
}
