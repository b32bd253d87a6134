/// What a pickle names that saved tensors need. Nothing is ever looked up or run; these are marks in a file, and so is
/// all else that a pickle names: see `PickleValues.Stranger`.
enum PickleGlobal: Hashable, Sendable {
  case orderedDictionary
  /// `collections.defaultdict`: the maker of what is missing.
  case defaultDictionary
  /// `torch._utils._rebuild_tensor_v2`: storage, offset, shape, strides, gradient, hooks.
  case tensor
  /// `torch._utils._rebuild_tensor_v3`: the same, then the element type.
  case typedTensor
  case parameter
  /// `torch._tensor._rebuild_from_type_v2`: function, class, arguments, attributes; what torch writes for a tensor that
  /// somebody hung attributes on.
  case tensorWithAttributes
  case plainTensorClass
  case storage(ElementType)
  case untypedStorage
  case elementType(ElementType)

  /// `nil` for everything else there is.
  init?(module: String, name: String) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDictionary
    case ("collections", "defaultdict"): self = .defaultDictionary
    case ("torch._utils", "_rebuild_tensor_v2"): self = .tensor
    case ("torch._utils", "_rebuild_tensor_v3"): self = .typedTensor
    case ("torch._utils", "_rebuild_parameter"), ("torch._utils", "_rebuild_parameter_with_state"):
      self = .parameter
    case ("torch._tensor", "_rebuild_from_type_v2"): self = .tensorWithAttributes
    case ("torch", "Tensor"): self = .plainTensorClass
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
