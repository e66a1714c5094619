/// Keys numbered from 0 in the order of their first appearance.
///
/// Public only to be inlinable, so that other modules get specialized code for their own keys.
public struct NumberedKeys<Key: Hashable> {
  @usableFromInline var keys: [Key] = []
  @usableFromInline var numbers: [Key: Int] = [:]
  @usableFromInline var last = 0

  /// Up to this many keys are compared one by one, which is faster than hashing.
  @inlinable static var few: Int { 8 }

  @inlinable public init() {}

  @inlinable public var all: [Key] { keys }

  /// The number of a key; a key not seen before gets the next one.
  @inlinable public mutating func number(of key: Key) -> Int {
    // In sorted input most keys equal the previous one.
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

extension NumberedKeys: Sendable where Key: Sendable {}

/// Lists by key, with the keys in the order of their first appearance.
struct KeyedLists<Key: Hashable, Element> {
  private var keys = NumberedKeys<Key>()
  private var lists: [[Element]] = []

  mutating func add(_ element: Element, to key: Key) {
    let number = keys.number(of: key)
    if number < lists.count { lists[number].append(element) } else { lists.append([element]) }
  }

  var each: Zip2Sequence<[Key], [[Element]]> { zip(keys.all, lists) }
}
