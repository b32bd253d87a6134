import CLIP
import Checkpoints
import FoundationEssentials
import Imaging
import Preferences
import Tensors
import Training

/// What a training begins with: a CLIP, and how it sees prompts and images.
struct TrainingBase {
  let clip: CLIPCheckpoint
  let tokenizer: Tokenizer
  let preprocessing: ImagePreprocessing
  let name: String
  let id: CheckpointID
  /// The tokenizer's own files, where it is not OpenAI's.
  let besides: [TrainedModel.Beside]
  /// Where weights come from that lie nowhere else.
  private let passing: PassingFile?

  /// Says what it is in one line.
  let description: String

  init(_ wish: CLIPWish, isCancelled: @escaping @Sendable () -> Bool) throws {
    let opened = try OpenedCLIP(wish)
    clip = opened.clip
    preprocessing = opened.sight.preprocessing
    passing = nil
    tokenizer = try opened.tokenizer()
    name = opened.file.name
    id = try opened.id(isCancelled: isCancelled)
    description = opened.description(
      ([preprocessing.name, tokenizer.name] + clip.words).joined(separator: ", "))
    besides = try opened.file.tokenizerFiles.map { path in
      do {
        let bytes = try Data(contentsOf: URL(filePath: path))
        return TrainedModel.Beside(name: URL(filePath: path).lastPathComponent, bytes: Array(bytes))
      } catch {
        throw CommandFailure(.noInput, "\(path): cannot be read; check the file and its permissions")
      }
    }
  }

  /// A tiny CLIP of random weights, with a vocabulary made of the prompts that it is trained on.
  init(fromScratchOn prompts: [Prompt], seed: UInt64, preprocessing kind: ImagePreprocessing.Kind?) throws {
    let vocabulary = BytePairVocabulary(learning: prompts.map(\.text), size: Self.tinyVocabulary)
    besides = Self.files(of: vocabulary)
    tokenizer = try Tokenizer(
      vocabulary: vocabulary.vocabularyFile, named: "vocab.json", merges: vocabulary.mergesFile,
      named: "merges.txt")
    let architecture = Architecture.tiny(vocabulary: vocabulary.size)
    var weights = FreshWeights(architecture, seed: seed)
    let file = PassingFile()
    try SafetensorsWriter.write(
      weights.tensors().map { SafetensorsWriter.Item($0.name, $0.tensor) },
      metadata: ModelFile.metadata(
        of: architecture, preprocessing: ImagePreprocessing(kind ?? .pillow, side: architecture.imageSize)),
      to: file.path)
    let model = try ModelFile(file.path)
    clip = try model.clip()
    preprocessing = try model.preprocessing(for: clip).preprocessing
    name = "tiny, from scratch"
    description =
      "\(name): \(clip.architecture); \(([preprocessing.name, tokenizer.name] + clip.words).joined(separator: ", "))"
    let digest = SHA256.digest(of: Array(try Data(contentsOf: URL(filePath: file.path))))
    guard let id = CheckpointID(bytes: digest.bytes) else { preconditionFailure("SHA-256 has 32 bytes") }
    self.id = id
    passing = file
  }

  private static let tinyVocabulary = 1024
}

extension TrainingBase {
  /// What transformers wants beside the weights: sizes, tokenizer, and how images are seen where it has a way to.
  func besides(inTransformersFormOf model: TrainableCLIP) throws -> [TrainedModel.Beside] {
    var files = besides
    if files.isEmpty {
      let path = try ResourceLocation.ofThisProcess().path(
        of: "Data/clip/bpe-merges.txt", calling: "merge table")
      let merges = Array(try Data(contentsOf: URL(filePath: path)))
      let vocabulary = try BytePairVocabulary(merges: merges, named: path)
      files = Self.files(of: vocabulary)
    }
    let ids = tokenizer.tokens(of: "a", context: clip.architecture.context).ids
    files.append(
      TrainedModel.Beside(
        name: "config.json",
        bytes: model.huggingFaceConfiguration(start: Int(ids.first ?? 0), end: Int(ids.last ?? 0))))
    if !Self.limitsPrompts(files) {
      files.removeAll { $0.name == "tokenizer_config.json" }
      files.append(TrainedModel.Beside(name: "tokenizer_config.json", bytes: model.tokenizerConfiguration))
    }
    if let description = preprocessing.imageProcessorDescription {
      files.append(TrainedModel.Beside(name: "preprocessor_config.json", bytes: Array(description.utf8)))
    }
    return files
  }

  /// What open_clip wants beside the weights.
  func besides(inOpenCLIPFormOf model: TrainableCLIP) -> [TrainedModel.Beside] {
    var files = besides
    if !files.isEmpty, !files.contains(where: { $0.name == "tokenizer_config.json" }) {
      files.append(TrainedModel.Beside(name: "tokenizer_config.json", bytes: model.tokenizerConfiguration))
    }
    files.append(
      TrainedModel.Beside(
        name: "open_clip_config.json",
        bytes: model.openCLIPConfiguration(preprocessing: preprocessing, hasOwnTokenizer: !besides.isEmpty)))
    return files
  }

  /// Whether the tokenizer's own file says how long a prompt may be. Without a limit transformers writes a number that no
  /// model has.
  private static func limitsPrompts(_ files: [TrainedModel.Beside]) -> Bool {
    struct Configuration: Decodable {
      let model_max_length: Double
    }
    guard let file = files.first(where: { $0.name == "tokenizer_config.json" }),
      let said = try? JSONDecoder().decode(Configuration.self, from: Data(file.bytes))
    else { return false }
    return (2...100_000).contains(said.model_max_length)
  }

  fileprivate static func files(of vocabulary: BytePairVocabulary) -> [TrainedModel.Beside] {
    [
      TrainedModel.Beside(name: "vocab.json", bytes: vocabulary.vocabularyFile),
      TrainedModel.Beside(name: "merges.txt", bytes: vocabulary.mergesFile),
    ]
  }
}

/// A file that is gone with the last reference to it.
private final class PassingFile {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "konomi-\(UUID().uuidString).safetensors").path

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
