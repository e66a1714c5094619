import EndpointModel
import InventoryModel

extension TextReports {
  /// Addresses that come and go; empty if there are none.
  public func returns(_ returns: [AddressReturn]) -> String {
    if returns.isEmpty { return "" }
    var lines = TextLines(style)
    lines.add(style.toned("Back again: added here, and gone for a short time only", .bold))
    for (words, returns) in EndpointListing.grouped(returns, by: { $0.inWords }) {
      AddressList(sign: "", tone: nil, returns.lazy.map { WrittenAddress($0.address) })
        .write(heading: words, indent: 2, to: &lines)
    }
    return lines.text
  }
}

extension AddressReturn {
  /// "back after 2 days, 5th time"
  var inWords: String { NoticePhrases(.english).back(self) }
}

extension Int {
  /// A number of seconds as "2 days", "5 hours", "10 min".
  var asDuration: String {
    switch self {
    case ..<3600: "\(Swift.max(1, self / 60)) min"
    case ..<(2 * 86_400): (self / 3600).of("hour")
    default: (self / 86_400).of("day")
    }
  }

  /// "1st", "2nd", "11th".
  var ordinal: String {
    let isTeen = (11...13).contains(self % 100)
    switch self % 10 {
    case 1 where !isTeen: return "\(self)st"
    case 2 where !isTeen: return "\(self)nd"
    case 3 where !isTeen: return "\(self)rd"
    default: return "\(self)th"
    }
  }
}
