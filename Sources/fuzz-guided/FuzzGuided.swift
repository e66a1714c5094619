import Fuzzing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// libFuzzer's own main loop (compiler-rt, FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ argumentCount: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ entry: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// The entry that `FUZZ_ENTRY` names.
private let entry = FuzzEntry.named(
  getenv("FUZZ_ENTRY").map { String(cString: $0) } ?? "documents")

/// Fuzzes one entry with libFuzzer: `FUZZ_ENTRY=cells fuzz-guided CORPUS…`, with its own options.
@main
enum FuzzGuided {
  static func main() {
    guard entry != nil else {
      print("FUZZ_ENTRY is one of " + FuzzEntry.all.map(\.name).joined(separator: ", "))
      exit(64)
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { data, count in
      entry?.run(Array(UnsafeBufferPointer(start: data, count: count)))
      return 0
    }
  }
}
