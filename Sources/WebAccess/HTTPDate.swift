import EndpointModel

/// Dates of HTTP headers: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Seconds since 1970; nil if the text is not of this form.
  static func seconds(_ text: String) -> Int64? {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: parts[2])
    else { return nil }
    let number = month + 1
    let day = "\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])"
    return UTCTime("\(day)T\(parts[4])Z")?.seconds
  }
}
