import Preferences

/// What can be written as a folder of images and texts. The raw value is the name that `--format` takes.
package enum FolderFormat: String, Hashable, Sendable, CaseIterable {
  /// Tar shards, as open_clip's trainer reads them.
  case webdataset
  /// Images and lines of JSON, as `datasets.load_dataset` and transformers' trainers read them.
  case hf
}

/// How choices become training samples.
package struct TrainingSettings: Hashable, Sendable {
  package var samples: Set<Samples> = [.captions, .pairs]
  package var ties = Ties.drop
  package var split = PromptSplit()
  /// A shard ends with the sample that would take it over either limit.
  package var shardSamples = 1000
  package var shardBytes = 512 << 20

  package init() {}

  package enum Samples: String, Hashable, Sendable, CaseIterable {
    /// The one best image of a choice and its prompt: for contrastive training.
    case captions
    /// Two images, their prompt and which is preferred: for training on preferences.
    case pairs
  }

  /// What becomes of two images of which neither is preferred.
  package enum Ties: String, Hashable, Sendable, CaseIterable {
    /// They are no pair: some trainers take a label of one half for "the first is preferred".
    case drop
    /// Both labels are one half, as in Pick-a-Pic.
    case half
  }
}
