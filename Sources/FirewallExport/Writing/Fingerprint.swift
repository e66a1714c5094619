/// A short digest that keeps names apart which had to be cut: FNV-1a of 64 bits (Fowler, Noll,
/// Vo; IETF draft-eastlake-fnv), which is no protection against somebody who wants two names
/// to collide.
enum Fingerprint {
  /// Eight hexadecimal digits.
  static func hexadecimal(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
