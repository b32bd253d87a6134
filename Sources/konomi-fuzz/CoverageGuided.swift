#if COVERAGE
  import Glibc

  // libFuzzer brings its own `main` and options: KONOMI_FUZZ_TARGET=torch konomi-fuzz -runs=1000000 FOLDER.

  nonisolated(unsafe) private let fuzzCase: FuzzCase? = {
    let name = getenv("KONOMI_FUZZ_TARGET").map { String(cString: $0) }
    return FuzzTarget.all.first { $0.name == name }.map { FuzzCase($0) }
  }()

  @_cdecl("LLVMFuzzerTestOneInput")
  func parseOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let fuzzCase else {
      print("KONOMI_FUZZ_TARGET is none of \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
      exit(64)
    }
    fuzzCase.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
  }
#endif
