/// Keys in the order in which they come first, numbered from 0.
///
/// Public for being inlinable, so that other modules get code for their own keys.
public struct NumberedKeys<Key: Hashable> {
  @usableFromInline var keys: [Key] = []
  @usableFromInline var numbers: [Key: Int] = [:]
  @usableFromInline var last = 0

  /// So many are compared one by one, which takes less than hashing.
  @inlinable static var few: Int { 8 }

  @inlinable public init() {}

  @inlinable public var all: [Key] { keys }

  /// The number of a key, which is a new one where it did not come before.
  @inlinable public mutating func number(of key: Key) -> Int {
    // What is sorted mostly goes on with the key at hand.
    if last < keys.count, keys[last] == key { return last }
    if let known = keys.count <= Self.few ? keys.firstIndex(of: key) : numbers[key] {
      last = known
      return known
    }
    last = keys.count
    keys.append(key)
    if keys.count == Self.few + 1 {
      for (number, key) in keys.enumerated() { numbers[key] = number }
    } else if keys.count > Self.few {
      numbers[key] = last
    }
    return last
  }
}

/// Lists by key, keys in the order in which they come first.
struct KeyedLists<Key: Hashable, Element> {
  private var keys = NumberedKeys<Key>()
  private var lists: [[Element]] = []

  mutating func add(_ element: Element, to key: Key) {
    let number = keys.number(of: key)
    if number < lists.count { lists[number].append(element) } else { lists.append([element]) }
  }

  var each: Zip2Sequence<[Key], [[Element]]> { zip(keys.all, lists) }
}
