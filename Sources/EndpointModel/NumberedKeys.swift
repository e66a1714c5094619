/// Keys in the order in which they come first, numbered from 0.
///
/// Public for being inlinable, so that other modules get code for their own keys.
public struct NumberedKeys<Key: Hashable> {
  public var all: [Key] = []
  @usableFromInline var numbers: [Key: Int] = [:]
  @usableFromInline var last = 0

  /// So many are compared one by one, which takes less than hashing.
  @inlinable static var few: Int { 8 }

  @inlinable public init() {}

  /// The number of a key, which is a new one where it did not come before.
  @inlinable public mutating func number(of key: Key) -> Int {
    // What is sorted mostly goes on with the key at hand.
    if last < all.count, all[last] == key { return last }
    if let known = all.count <= Self.few ? all.firstIndex(of: key) : numbers[key] {
      last = known
      return known
    }
    last = all.count
    all.append(key)
    if all.count == Self.few + 1 {
      for (number, key) in all.enumerated() { numbers[key] = number }
    } else if all.count > Self.few {
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
