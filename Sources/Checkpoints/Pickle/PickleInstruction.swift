/// All instructions of Python's pickle, protocols 0 to 5, by the names of its `pickletools`.
enum PickleInstruction: UInt8 {
  case mark = 0x28
  case emptyTuple = 0x29
  case stop = 0x2e
  case pop = 0x30
  case popMark = 0x31
  case dup = 0x32
  case bytes = 0x42
  case shortBytes = 0x43
  case float = 0x46
  case binaryFloat = 0x47
  case int = 0x49
  case binaryInt = 0x4a
  case binaryInt1 = 0x4b
  case long = 0x4c
  case binaryInt2 = 0x4d
  case none = 0x4e
  case persistentID = 0x50
  case binaryPersistentID = 0x51
  case reduce = 0x52
  case string = 0x53
  case binaryString = 0x54
  case shortBinaryString = 0x55
  case unicode = 0x56
  case binaryUnicode = 0x58
  case emptyList = 0x5d
  case append = 0x61
  case build = 0x62
  case global = 0x63
  case dict = 0x64
  case appends = 0x65
  case get = 0x67
  case binaryGet = 0x68
  case inst = 0x69
  case longBinaryGet = 0x6a
  case list = 0x6c
  case obj = 0x6f
  case put = 0x70
  case binaryPut = 0x71
  case longBinaryPut = 0x72
  case setItem = 0x73
  case tuple = 0x74
  case setItems = 0x75
  case emptyDict = 0x7d
  case proto = 0x80
  case newObject = 0x81
  case extension1 = 0x82
  case extension2 = 0x83
  case extension4 = 0x84
  case tuple1 = 0x85
  case tuple2 = 0x86
  case tuple3 = 0x87
  case newTrue = 0x88
  case newFalse = 0x89
  case long1 = 0x8a
  case long4 = 0x8b
  case shortBinaryUnicode = 0x8c
  case binaryUnicode8 = 0x8d
  case bytes8 = 0x8e
  case emptySet = 0x8f
  case addItems = 0x90
  case frozenSet = 0x91
  case newObjectEx = 0x92
  case stackGlobal = 0x93
  case memoize = 0x94
  case frame = 0x95
  case byteArray8 = 0x96
  case nextBuffer = 0x97
  case readOnlyBuffer = 0x98

  /// As `pickletools` spells it.
  var name: String {
    switch self {
    case .bytes: "BINBYTES"
    case .shortBytes: "SHORT_BINBYTES"
    case .binaryFloat: "BINFLOAT"
    case .binaryInt: "BININT"
    case .binaryInt1: "BININT1"
    case .binaryInt2: "BININT2"
    case .persistentID: "PERSID"
    case .binaryPersistentID: "BINPERSID"
    case .binaryString: "BINSTRING"
    case .shortBinaryString: "SHORT_BINSTRING"
    case .binaryUnicode: "BINUNICODE"
    case .binaryGet: "BINGET"
    case .longBinaryGet: "LONG_BINGET"
    case .binaryPut: "BINPUT"
    case .longBinaryPut: "LONG_BINPUT"
    case .newObject: "NEWOBJ"
    case .extension1: "EXT1"
    case .extension2: "EXT2"
    case .extension4: "EXT4"
    case .newTrue: "NEWTRUE"
    case .newFalse: "NEWFALSE"
    case .shortBinaryUnicode: "SHORT_BINUNICODE"
    case .binaryUnicode8: "BINUNICODE8"
    case .bytes8: "BINBYTES8"
    case .addItems: "ADDITEMS"
    case .frozenSet: "FROZENSET"
    case .newObjectEx: "NEWOBJ_EX"
    case .byteArray8: "BYTEARRAY8"
    case .nextBuffer: "NEXT_BUFFER"
    case .readOnlyBuffer: "READONLY_BUFFER"
    default: wordsOfCase
    }
  }

  /// `stackGlobal` as `STACK_GLOBAL`.
  private var wordsOfCase: String {
    "\(self)".map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
  }
}
