import DocumentReading
import EndpointModel

/// libFuzzer's own main loop (compiler-rt, FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ argumentCount: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ entry: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

@main
enum FuzzReading {
  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments, fuzzReading)
  }
}

/// The entry that libFuzzer calls with any bytes: whatever they are, reading them
/// gives endpoints and findings, or an error.
///
/// The first byte chooses the name of the source, so that each format is reached;
/// what was read is held to what every reading promises.
private func fuzzReading(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  let names = [
    "a", "a.md", "a.rst", "a.csv", "a.tsv", "a.json", "a.html", "a.txt", "a.yaml", "a.xml",
    "a.adoc", "a.wiki", "a.moin", "a.confluence", "a.eml", "a.ndjson",
  ]
  let name = names[Int(bytes.first ?? 0) % names.count]
  let document = Document(bytes: Array(bytes.dropFirst()), source: name)
  guard let reading = try? DocumentReader.read(document) else { return 0 }
  precondition(!reading.endpoints.isEmpty, "a reading without endpoints is an error")
  for endpoint in reading.endpoints {
    // What is stored must be read back to an equal value.
    if let written = endpoint.written {
      let again = WrittenAddress(written.description)
      precondition(again?.address == written.address, "\(written)")
      precondition(again?.description == written.description, "\(written)")
    }
    for text in [endpoint.service, endpoint.group, endpoint.note] {
      let isSafe = text?.unicodeScalars.allSatisfy { !$0.isUnsafeToShow } ?? true
      precondition(isSafe && text != "", "unsafe or empty text")
    }
  }
  precondition(Set(reading.endpoints).count == reading.endpoints.count, "duplicates")
  return 0
}
