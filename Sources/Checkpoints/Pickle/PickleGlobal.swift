/// What a pickle may name: just what saved tensors need. Nothing is ever looked up or run; these are marks in a file.
enum PickleGlobal: Hashable, Sendable {
  case orderedDictionary
  /// `torch._utils._rebuild_tensor_v2`: storage, offset, shape, strides, gradient, hooks.
  case tensor
  /// `torch._utils._rebuild_tensor_v3`: the same, then the element type.
  case typedTensor
  case parameter
  case storage(ElementType)
  case untypedStorage
  case elementType(ElementType)

  /// `nil` for everything else there is.
  init?(module: String, name: String) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDictionary
    case ("torch._utils", "_rebuild_tensor_v2"): self = .tensor
    case ("torch._utils", "_rebuild_tensor_v3"): self = .typedTensor
    case ("torch._utils", "_rebuild_parameter"): self = .parameter
    case ("torch.storage", "UntypedStorage"): self = .untypedStorage
    case ("torch", _):
      if name.hasSuffix("Storage"), let type = ElementType(torchStorage: String(name.dropLast(7))) {
        self = .storage(type)
      } else if let type = ElementType(torchType: name) {
        self = .elementType(type)
      } else {
        return nil
      }
    default: return nil
    }
  }
}
