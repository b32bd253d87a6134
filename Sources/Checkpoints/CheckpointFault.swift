/// Why a checkpoint, or a tensor of it, cannot be used. Nothing of it is then half loaded.
package enum CheckpointFault: Error, Hashable, Sendable {
  case missing(file: String)
  case unreadable(file: String, reason: String)
  /// The folder holds none of the files that a model is saved as.
  case noCheckpoint(folder: String)
  case unknownFormat(file: String, reason: String)
  case needsConversion(file: String, from: ConvertibleFormat)
  /// The file contradicts itself. `part` is what was read: the header, the zip directory, an entry; `offset` counts
  /// bytes from the start of the file.
  case damaged(file: String, part: String, offset: Int, reason: String)
  /// A pickle in which something other than a tensor, such as what `os.system` returns, stands for the weights or for
  /// one of them, `tensor`.
  case runsCode(file: String, global: String, offset: Int, tensor: String? = nil)
  /// A pickle instruction that no saved tensor needs.
  case refusedInstruction(file: String, instruction: String, offset: Int)
  case unsupported(file: String, reason: String)
  case damagedTensor(file: String, name: String, reason: String)
  case notFloats(file: String, name: String, found: ElementType)
  /// `count` elements are NaN or infinite; `first` is the row-major index of the first.
  case notFinite(file: String, name: String, count: Int, first: Int)
  /// A sound checkpoint that cannot be used for what it is wanted for.
  case unsuitable(file: String, reason: String)
  /// Several sets of weights of which none is meant more than the others; `words` choose one.
  case weightSets(file: String, reason: String, words: [String])
  case missingTensor(file: String, name: String)
  case wrongShape(file: String, name: String, expected: [Int], found: [Int])

  /// Formats that hold weights but are not read.
  package enum ConvertibleFormat: Hashable, Sendable {
    /// What `torch.save` wrote before PyTorch 1.6.
    case legacyTorch
    case torchScript
  }
}

extension CheckpointFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let file):
      "\(file.shown): no such file or folder; check the path"
    case .unreadable(let file, let reason):
      "\(file.shown): cannot be read: \(reason); check the file and its permissions"
    case .noCheckpoint(let folder):
      "\(folder.shown): the folder holds none of \(CheckpointLocation.knownNames.joined(separator: ", ")); name a checkpoint file"
    case .unknownFormat(let file, let reason):
      "\(file.shown): no checkpoint that konomi reads: \(reason); give it a safetensors file or what torch.save wrote"
    case .needsConversion(let file, let format):
      "\(file.shown): \(format.name); convert it once, where PyTorch is installed: \(format.conversion(of: file))"
    case .damaged(let file, let part, let offset, let reason):
      "\(file.shown): \(part.shown), byte \(offset): \(reason.shown); the file is damaged or cut short, get it again"
    case .runsCode(let file, let global, let offset, let tensor?):
      "\(file.shown): tensor \(tensor.shown) would be made by running code: \(global.shown) (byte \(offset)); konomi reads nothing but tensors, get the weights as safetensors or as a bare state_dict"
    case .runsCode(let file, let global, let offset, nil):
      "\(file.shown): this file would run code: \(global.shown) (byte \(offset)); konomi reads nothing but tensors, get the weights as safetensors or as a bare state_dict"
    case .refusedInstruction(let file, let instruction, let offset):
      "\(file.shown): the pickle instruction \(instruction.shown) (byte \(offset)) is none that saved tensors need; get the weights as safetensors or as a bare state_dict"
    case .unsupported(let file, let reason):
      "\(file.shown): \(reason.shown); save the state_dict again with torch.save, or as safetensors"
    case .damagedTensor(let file, let name, let reason):
      "\(file.shown): tensor \(name.shown): \(reason.shown); the file is damaged, get it again"
    case .notFloats(let file, let name, let found):
      "\(file.shown): tensor \(name.shown): holds \(found), where floats (f32, f16, bf16, f64) are needed; this is not the model it is taken for"
    case .notFinite(let file, let name, let count, let first):
      "\(file.shown): tensor \(name.shown): NaN or infinity in \(count) element\(count == 1 ? "" : "s"), the first at index \(first); the weights are unusable, get the file again"
    case .unsuitable(let file, let reason):
      "\(file.shown): \(reason.shown); name the checkpoint of a CLIP, such as HPS v1, HPS v2 or PickScore"
    case .weightSets(let file, let reason, let words):
      "\(file.shown): \(reason.shown); say which: \(words.map { "--weights \($0.shown)" }.joined(separator: " or "))"
    case .missingTensor(let file, let name):
      "\(file.shown): tensor \(name.shown) is missing; the file is incomplete or another model"
    case .wrongShape(let file, let name, let expected, let found):
      "\(file.shown): tensor \(name.shown): its shape is \(found) where \(expected) is needed; the file is another model"
    }
  }
}

extension CheckpointFault.ConvertibleFormat {
  fileprivate var name: String {
    switch self {
    case .legacyTorch: "a torch file in the format before PyTorch 1.6"
    case .torchScript: "a TorchScript archive, which is a program with weights in it"
    }
  }

  /// The line for a shell. `weights_only` keeps PyTorch from running what else a pickle may ask for.
  fileprivate func conversion(of file: String) -> String {
    let source = file.quotedForPython
    let target = (file + "-converted.pt").quotedForPython
    return switch self {
    case .legacyTorch:
      "python3 -c \"import torch; torch.save(torch.load(\(source), map_location='cpu', weights_only=True), \(target))\""
    case .torchScript:
      "python3 -c \"import torch; torch.save(torch.jit.load(\(source), map_location='cpu').state_dict(), \(target))\""
    }
  }
}

extension String {
  /// Text out of a file, made safe to print: no control characters, and not without end.
  fileprivate var shown: String {
    var text = ""
    for scalar in unicodeScalars.prefix(300) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        text += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        text.unicodeScalars.append(scalar)
      }
    }
    return unicodeScalars.count > 300 ? text + "…" : text
  }

  /// A Python literal that also survives the double quotes of a shell.
  fileprivate var quotedForPython: String {
    let escaped = unicodeScalars.map { scalar -> String in
      let isPlain =
        scalar.value >= 0x20 && scalar.value != 0x7f && !"'\"\\$`!".unicodeScalars.contains(scalar)
      return isPlain
        ? String(scalar) : scalar.value < 0x80 ? "\\x" + scalar.hexadecimal : String(scalar).shown
    }
    return "'\(escaped.joined())'"
  }
}

extension Unicode.Scalar {
  fileprivate var hexadecimal: String {
    let digits = String(value, radix: 16)
    return digits.count < 2 ? "0" + digits : digits
  }
}
