import Fuzzing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tries an entry with inputs that a seed makes of a corpus, without looking at what they reach:
/// many more in the same time than a fuzzer that does.
///
///     fuzz-blind ENTRY SEED SECONDS CORPUS WORDS LAST [INPUT]
///
/// CORPUS is a file of inputs, each after a line that begins with `%%`; WORDS one of words as
/// libFuzzer takes them; LAST is where the last input is written if the process ends by a signal, as it
/// does where an input takes a minute of the processor. With INPUT, only the bytes of that file are
/// tried. Prints one line of JSON, after a signal one with nothing but how many were tried.
@main
enum FuzzBlind {
  static func main() {
    let arguments = CommandLine.arguments
    if arguments.count < 7 {
      print(FuzzEntry.all.map(\.name).joined(separator: "\n"))
      exit(arguments.count == 1 ? 0 : 64)
    }
    guard let entry = FuzzEntry.named(arguments[1]), let seed = UInt64(arguments[2]),
      let seconds = Double(arguments[3])
    else { exit(64) }
    LastInput.prepare(arguments[6], length: max(entry.length, 1 << 20))
    if arguments.count > 7 {
      let input = bytes(of: arguments[7])
      LastInput.set(input)
      entry.run(input)
      return
    }
    let mutation = Mutation(
      corpus: inputs(bytes(of: arguments[4])),
      words: words(bytes(of: arguments[5])),
      length: entry.length)
    LastInput.limit(seconds: seconds + 60)
    run(entry, mutation, seed: seed, seconds: seconds)
  }

  private static func run(
    _ entry: FuzzEntry, _ mutation: Mutation, seed: UInt64, seconds: Double
  ) {
    var numbers = SeededNumbers(seed: seed)
    let start = processorSeconds()
    var (slowest, now) = (0.0, start)
    for input in mutation.corpus { tryOut(entry, input) }
    while now - start < seconds {
      let input = mutation.input(&numbers)
      tryOut(entry, input)
      LastInput.tried += 1
      // Asking for the time takes as long as reading an address.
      if LastInput.tried % 64 == 0 { now = processorSeconds() }
    }
    func tryOut(_ entry: FuzzEntry, _ input: [UInt8]) {
      LastInput.set(input)
      let before = ticks()
      entry.run(input)
      slowest = max(slowest, Double(ticks() - before) / 1e9)
    }
    var usage = rusage()
    getrusage(CInt(RUSAGE_SELF.rawValue), &usage)
    print(
      "{\"entry\": \"\(entry.name)\", \"tried\": \(LastInput.tried), \"seconds\": \(now - start), "
        + "\"slowest\": \(slowest), \"kilobytes\": \(usage.ru_maxrss)}")
  }

  /// The inputs of a corpus.
  private static func inputs(_ bytes: [UInt8]) -> [[UInt8]] {
    var inputs: [[UInt8]] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: Array("%%".utf8)) {
        inputs.append([])
      } else if !inputs.isEmpty {
        inputs[inputs.count - 1] += line + [UInt8(ascii: "\n")]
      }
    }
    return inputs.map { Array($0.dropLast()) }
  }

  /// The words of a dictionary: in double quotes, with bytes as `\xHH`.
  private static func words(_ bytes: [UInt8]) -> [[UInt8]] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("\""), line.hasSuffix("\"") else { return nil }
      var word: [UInt8] = []
      var rest = line.utf8.dropFirst().dropLast()
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "x"),
          let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
          word.append(value)
          rest = rest.dropFirst(2)
        } else {
          word.append(byte)
        }
      }
      return word
    }
  }

  private static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else {
      print("there is no \(path)")
      exit(66)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, file)
      if count == 0 { return bytes }
      bytes += part[..<count]
    }
  }

  /// Of this process.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func ticks() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
