import Synchronization

/// Some of the numbers that interned values have.
struct InternedNumbers {
  private(set) var isMember: [Bool] = []

  /// Whether it was not there before.
  mutating func insert(_ number: UInt32) -> Bool {
    while isMember.count <= Int(number) { isMember.append(false) }
    if isMember[Int(number)] { return false }
    isMember[Int(number)] = true
    return true
  }
}

/// Values that many endpoints share, each kept once and named by a small number, so that
/// an endpoint is a few numbers: quick to copy and to compare, and of one size.
///
/// What was put in stays for the life of the program: the names, port lists and odd
/// addresses of the documents that it saw.
final class Interned<Value: Hashable & Sendable>: @unchecked Sendable {
  private let numbers = Mutex<[Value: UInt32]>([:])
  /// Chunk k holds 64 << k values. A chunk never moves once it is there, so that values
  /// are read without a lock: who has a number got it after its value was stored.
  private let chunks: UnsafeMutablePointer<UnsafeMutablePointer<Value>?>

  init() {
    chunks = .allocate(capacity: 26)
    chunks.initialize(repeating: nil, count: 26)
  }

  /// The number of a value, from 0.
  func number(of value: Value) -> UInt32 {
    numbers.withLock { numbers in
      if let known = numbers[value] { return known }
      let number = UInt32(numbers.count)
      let (chunk, offset) = Self.place(number)
      if chunks[chunk] == nil { chunks[chunk] = .allocate(capacity: 64 << chunk) }
      (chunks[chunk]! + offset).initialize(to: value)
      numbers[value] = number
      return number
    }
  }

  subscript(number: UInt32) -> Value {
    let (chunk, offset) = Self.place(number)
    return chunks[chunk]![offset]
  }

  private static func place(_ number: UInt32) -> (chunk: Int, offset: Int) {
    let shifted = Int(number) + 64
    let chunk = Int.bitWidth - 1 - shifted.leadingZeroBitCount - 6
    return (chunk, shifted - (64 << chunk))
  }
}
