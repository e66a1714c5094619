import EndpointModel

extension UTCTime {
  /// `Mon, 02 Mar 2026 09:00:00 +0000` (RFC 5322 section 3.3; RSS uses it too).
  var forMail: String { dayAndTime + " +0000" }

  /// `Mon, 02 Mar 2026 09:00:00 GMT` (RFC 9110 section 5.6.7).
  public var forHTTP: String { dayAndTime + " GMT" }

  private var dayAndTime: String {
    let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    // 1970-01-01 was a Thursday.
    let weekday = days[Int(seconds / 86_400 % 7)]
    let date = (day.day < 10 ? "0" : "") + "\(day.day) \(months[day.month - 1]) \(day.year)"
    let text = description
    let time = text.dropFirst(text.count - 9).dropLast()
    return "\(weekday), \(date) \(time)"
  }
}
