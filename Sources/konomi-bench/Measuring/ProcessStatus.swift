import Glibc

/// What the system says of a process while it runs.
struct ProcessStatus {
  let process: pid_t

  /// Its highest resident memory so far, in megabytes, pages of mapped files included.
  var peakMegabytes: Double { megabytes("VmHWM") }

  /// Its resident memory now, in megabytes.
  var residentMegabytes: Double { megabytes("VmRSS") }

  /// A line of the process's status file; 0 once it has ended.
  private func megabytes(_ name: String) -> Double {
    guard let file = fopen("/proc/\(process)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix(name) else { continue }
      return text.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }.map { $0 / 1024 } ?? 0
    }
    return 0
  }
}
