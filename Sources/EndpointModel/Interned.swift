import Synchronization

/// A set of numbers of interned values.
struct InternedNumbers {
  private(set) var isMember: [Bool] = []

  /// Adds a number, and returns whether it is new.
  mutating func insert(_ number: UInt32) -> Bool {
    while isMember.count <= Int(number) { isMember.append(false) }
    if isMember[Int(number)] { return false }
    isMember[Int(number)] = true
    return true
  }
}

/// Values that many endpoints share, each stored once under a small number, so that an endpoint is
/// a few numbers: quick to copy and compare, and of fixed size.
///
/// A value stays for the life of the program. These are the names, the port lists and the addresses
/// other than blocks in the documents that it has read.
final class Interned<Value: Hashable & Sendable>: @unchecked Sendable {
  private let numbers = Mutex<[Value: UInt32]>([:])
  /// Chunk k holds 64 << k values. A chunk never moves once it is allocated, so values are read
  /// without a lock: a caller gets a number only after its value has been stored.
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
