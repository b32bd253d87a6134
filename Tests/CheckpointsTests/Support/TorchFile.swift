@testable import Checkpoints

/// A checkpoint as `torch.save` writes it, with whatever claims a test wants it to make.
struct TorchFile {
  struct Tensor {
    var name: String
    var storageClass = "FloatStorage"
    var bytes: [UInt8]
    var claimedCount: Int
    var offset = 0
    var shape: [Int]
    var strides: [Int]

    init(_ name: String, _ floats: [Float], shape: [Int], strides: [Int]? = nil) {
      self.name = name
      bytes = [UInt8](floats: floats)
      claimedCount = floats.count
      self.shape = shape
      var step = 1
      var rowMajor: [Int] = []
      for size in shape.reversed() {
        rowMajor.insert(step, at: 0)
        step = step.multipliedReportingOverflow(by: size).partialValue
      }
      self.strides = strides ?? rowMajor
    }
  }

  var tensors: [Tensor]
  /// Changes the archive before it is written.
  var edit: (inout ZipWriter) -> Void = { _ in }

  init(_ tensors: [Tensor], edit: @escaping (inout ZipWriter) -> Void = { _ in }) {
    self.tensors = tensors
    self.edit = edit
  }

  /// A dictionary of the tensors.
  var pickle: [UInt8] {
    var pickle = PickleWriter()
    pickle.emit(.emptyDict, .mark)
    for (index, tensor) in tensors.enumerated() {
      pickle.text(tensor.name)
      pickle.tensor(tensor, key: "\(index)")
    }
    pickle.emit(.setItems, .stop)
    return pickle.bytes
  }

  /// - Parameter pickle: what to write in place of the dictionary of the tensors.
  func bytes(pickle: [UInt8]? = nil) -> [UInt8] {
    var zip = ZipWriter(entries: [
      .init(name: "archive/data.pkl", data: pickle ?? self.pickle),
      .init(name: "archive/byteorder", data: Array("little".utf8)),
    ])
    for (index, tensor) in tensors.enumerated() {
      zip.entries.append(.init(name: "archive/data/\(index)", data: tensor.bytes))
    }
    zip.entries.append(.init(name: "archive/version", data: Array("3\n".utf8)))
    edit(&zip)
    return zip.bytes()
  }

  func opened(pickle: [UInt8]? = nil) throws -> Checkpoint {
    try Checkpoint(MappedFile(copying: bytes(pickle: pickle), as: "x.pt"))
  }

  /// A checkpoint of nothing but this pickle.
  static func opened(pickle: [UInt8]) throws -> Checkpoint {
    try TorchFile([.init("unused", [1], shape: [1])]).opened(pickle: pickle)
  }
}
