/// Address space that is not a destination on the public Internet: the IANA registries of
/// special-purpose addresses (RFC 6890, kept at iana.org as "iana-ipv4-special-registry" and
/// "iana-ipv6-special-registry"), and multicast (RFC 5771, RFC 4291 section 2.7).
public enum SpecialSpace {
  /// Blocks, and what each is for.
  private static let blocks: [(range: AddressRange, name: String)] = [
    ("0.0.0.0/8", "this network"), ("10.0.0.0/8", "private"), ("100.64.0.0/10", "shared"),
    ("127.0.0.0/8", "loopback"), ("169.254.0.0/16", "link-local"), ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "protocol assignments"), ("192.0.2.0/24", "documentation"),
    ("192.168.0.0/16", "private"), ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"), ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"), ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"), ("::1/128", "loopback"), ("::/96", "IPv4-compatible"),
    ("::ffff:0:0/96", "IPv4-mapped"), ("64:ff9b::/96", "translation"),
    ("64:ff9b:1::/48", "translation"), ("2001::/32", "tunnel"), ("2002::/16", "tunnel"),
    ("100::/64", "discard"), ("2001:2::/48", "benchmarking"),
    ("2001:db8::/32", "documentation"), ("3fff::/20", "documentation"), ("fc00::/7", "private"),
    ("fe80::/10", "link-local"), ("fec0::/10", "private"), ("ff00::/8", "multicast"),
  ].map { (AddressRange(CIDRBlock($0)!), $1) }

  static let all = AddressSet(blocks.map(\.range))

  /// Everything that special space is for, in the words of `name`.
  public static let allNames = Set(blocks.map(\.name))

  public static func contains(_ address: IPAddress) -> Bool { all.contains(address) }

  /// What those ranges of a set are for that lie in special space. A larger range that only
  /// overlaps special space is left out.
  static func names(_ addresses: AddressSet) -> Set<String> {
    Set(
      blocks.lazy.filter { block, _ in
        let place = addresses.ranges.partitionIndex { $0.first >= block.first }
        return place < addresses.ranges.count && addresses.ranges[place].last <= block.last
      }.map(\.name))
  }

  /// What the special addresses of a range are for; nil if all are public.
  public static func name(_ range: AddressRange) -> String? {
    // Most are public, which this finds quickly.
    all.overlaps(range) ? blocks.first { $0.range.overlaps(range) }?.name : nil
  }
}
