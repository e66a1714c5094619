import EndpointModel

extension UTCTime {
  /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7).
  var forHTTP: String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    // 2026-01-31T12:00:00Z
    let text = description
    let parts = text.prefix(10).split(separator: "-")
    let month = months[((Int(parts[1]) ?? 1) - 1) % 12]
    return "\(days[Int(seconds / 86_400) % 7]), \(parts[2]) \(month) \(parts[0]) "
      + "\(text.dropFirst(11).prefix(8)) GMT"
  }
}
