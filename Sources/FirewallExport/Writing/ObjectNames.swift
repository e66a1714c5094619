import EndpointModel

/// Names of address objects that are made from the addresses themselves: the same from run to
/// run, of letters, digits, hyphens, underscores and dots only.
enum ObjectNames {
  /// What all of Gatebook's objects begin with, so that they are told from others.
  static let prefix = "gatebook-"

  /// `gatebook-192.0.2.0_24`, `gatebook-2001-db8--1`, `gatebook-192.0.2.1_192.0.2.6`.
  static func name(of range: AddressRange, limit: Int = 63) -> String {
    let text = range.block?.description ?? "\(range.first)_\(range.last)"
    return cut(
      prefix + text.replacing(":", with: "-").replacing("/", with: "_"), whole: text,
      limit: limit)
  }

  /// `gatebook-www.example.com`; of a pattern `gatebook-.example.com`, and two dots for each
  /// further asterisk, which no host name has. For languages that keep addresses of the families
  /// apart and want names that differ, those of IPv6 begin with `gatebook6-`.
  static func name(ofHost text: String, family: IPFamily = .v4, limit: Int = 63) -> String {
    let beginning = family == .v4 ? prefix : "gatebook6-"
    let host = text.hasPrefix("*") ? String(text.dropFirst()) : text
    return cut(beginning + host.replacing("*", with: ".."), whole: text, limit: limit)
  }

  /// A name that is too long ends in a digest of all of it.
  private static func cut(_ name: String, whole: String, limit: Int) -> String {
    if name.utf8.count <= limit { return name }
    return name.prefix(limit - 9) + "-" + Fingerprint.hexadecimal(of: whole)
  }
}

extension PermitTraffic {
  /// The name of its group and rule: `gatebook-out-tcp-443`.
  func objectName(limit: Int = 49) -> String {
    ObjectNames.prefix + slug(limit: limit - ObjectNames.prefix.utf8.count)
  }
}
