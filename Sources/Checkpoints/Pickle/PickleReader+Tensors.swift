/// What stands for a call in a pickle of tensors.
extension PickleReader {
  /// What `REDUCE` builds of a function and its arguments, or `NEWOBJ` of a class.
  mutating func built(
    _ function: PickleValue, from arguments: PickleValue, at offset: Int
  ) throws(CheckpointFault) -> PickleValue {
    if case .stranger = function { return function }
    guard case .global(let global) = function, case .tuple(let range) = arguments else {
      throw cursor.damaged("it calls something else than a function", at: offset)
    }
    return try built(global, from: values.elements[range], at: offset)
  }

  private mutating func built(
    _ global: PickleGlobal, from elements: ArraySlice<PickleValue>, at offset: Int
  ) throws(CheckpointFault) -> PickleValue {
    switch global {
    case .orderedDictionary:
      guard elements.isEmpty else { throw cursor.damaged("an OrderedDict is built of something", at: offset) }
      return emptyDictionary()
    case .defaultDictionary: return emptyDictionary()
    case .parameter:
      switch elements.first {
      case .tensor(let tensor): return .tensor(tensor)
      case .stranger(let stranger): return .stranger(stranger)
      default: throw cursor.damaged("a parameter is built of something else than a tensor", at: offset)
      }
    case .tensorWithAttributes: return try tensorWithAttributes(elements, at: offset)
    case .tensor: return try tensor(elements, isTyped: false, at: offset)
    case .typedTensor: return try tensor(elements, isTyped: true, at: offset)
    case .storage, .untypedStorage, .elementType, .plainTensorClass:
      throw cursor.damaged("it calls a type", at: offset)
    }
  }

  private mutating func emptyDictionary() -> PickleValue {
    values.dictionaries.append([])
    return .dictionary(values.dictionaries.count - 1)
  }

  /// The tensor, where its class is torch's own; of another class, that class.
  private mutating func tensorWithAttributes(
    _ arguments: ArraySlice<PickleValue>, at offset: Int
  ) throws(CheckpointFault) -> PickleValue {
    // Attributes may be anything: they are left out.
    if let stranger = arguments.prefix(3).first(where: \.isStranger) { return stranger }
    let first = arguments.startIndex
    guard arguments.count == 4,
      case (.global(let function), .global(.plainTensorClass), .tuple(let inner)) = (
        arguments[first], arguments[first + 1], arguments[first + 2]
      ), function == .tensor || function == .typedTensor
    else { throw cursor.damaged("a tensor with attributes is built of something else", at: offset) }
    return try built(function, from: values.elements[inner], at: offset)
  }

  /// What `BINPERSID` refers to: `("storage", class, entry, device, count)`.
  mutating func storage(_ identity: PickleValue, at offset: Int) throws(CheckpointFault) -> PickleValue {
    // Of a type that no weights have, such as complex numbers.
    if case .tuple(let range) = identity, let stranger = values.elements[range].first(where: \.isStranger) {
      return stranger
    }
    guard case .tuple(let range) = identity, range.count == 5,
      case (.text(let kind), .global(let global), .text(let key), .integer(let count)) = (
        values.elements[range.lowerBound], values.elements[range.lowerBound + 1],
        values.elements[range.lowerBound + 2], values.elements[range.lowerBound + 4]
      ), try text(kind) == "storage", count >= 0
    else { throw cursor.damaged("it refers to something else than a storage", at: offset) }
    let type: ElementType?
    switch global {
    case .storage(let known): type = known
    case .untypedStorage: type = nil
    default: throw cursor.damaged("it refers to something else than a storage", at: offset)
    }
    values.storages.append(.init(key: key, type: type, count: count))
    return .storage(values.storages.count - 1)
  }

  private mutating func tensor(
    _ arguments: ArraySlice<PickleValue>, isTyped: Bool, at offset: Int
  ) throws(CheckpointFault) -> PickleValue {
    let fault = cursor.damaged(
      "a tensor is built of something else than storage, offset, shape and strides", at: offset)
    let plain = isTyped ? 7 : 6
    if let stranger = arguments.first(where: \.isStranger) { return stranger }
    guard plain...plain + 1 ~= arguments.count else { throw fault }
    let first = arguments.startIndex
    guard
      case (.storage(let storage), .integer(let start), .tuple(let shape), .tuple(let strides)) = (
        arguments[first], arguments[first + 1], arguments[first + 2], arguments[first + 3]
      )
    else { throw fault }
    // A last argument marks values that are still to be negated or conjugated.
    if arguments.count > plain {
      guard case .none = arguments[first + plain] else {
        throw .unsupported(
          file: cursor.file.path, reason: "a tensor carries an operation that is still to be done")
      }
    }
    var type = values.storages[storage].type
    if isTyped {
      guard case .global(.elementType(let named)) = arguments[first + 6] else { throw fault }
      type = named
    }
    guard let type else { throw fault }
    values.tensors.append(.init(storage: storage, type: type, offset: start, shape: shape, strides: strides))
    return .tensor(values.tensors.count - 1)
  }
}

extension PickleValue {
  fileprivate var isStranger: Bool {
    if case .stranger = self { true } else { false }
  }
}
