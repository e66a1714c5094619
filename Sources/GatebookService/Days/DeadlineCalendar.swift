import EndpointModel
import InventoryModel

/// Deadlines as a calendar that calendar programs subscribe to (iCalendar, RFC 5545).
public struct DeadlineCalendar: Sendable {
  public let text: String

  /// - Parameter time: of the calendar.
  public init(_ deadlines: [Deadline], at time: UTCTime) {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gatebook//Deadlines//EN"]
    for deadline in deadlines {
      lines.append("BEGIN:VEVENT")
      lines.append("UID:\(deadline.identifier)@gatebook")
      lines.append("DTSTAMP:\(time.basic)")
      lines.append("DTSTART;VALUE=DATE:\(deadline.day.basic)")
      lines.append("SUMMARY:" + Self.escaped(deadline.inWords))
      // A day on which somebody has to act does not make the day busy.
      lines.append("TRANSP:TRANSPARENT")
      lines.append("END:VEVENT")
    }
    lines.append("END:VCALENDAR")
    text = lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  /// Section 3.3.11.
  private static func escaped(_ text: String) -> String {
    text.withVisibleControls.replacing("\\", with: "\\\\").replacing(";", with: "\\;")
      .replacing(",", with: "\\,")
  }

  /// A line has 75 bytes at most; what goes on begins with a blank (section 3.1).
  private static func folded(_ line: String) -> String {
    var out = ""
    var count = 0
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if count + width > 75 {
        out += "\r\n "
        count = 1
      }
      out.unicodeScalars.append(scalar)
      count += width
    }
    return out
  }
}

extension Deadline {
  /// The same for the same deadline each time, so that programs know it again.
  fileprivate var identifier: String {
    let words: [String]
    switch subject {
    case .document(let deployment, let day, _):
      words = [
        day == .actBy ? "document" : day.rawValue, deployment.vendor, deployment.name,
      ]
    case .portsBegin(let ports):
      words = [
        "begin", ports.deployment.vendor, ports.deployment.name, ports.customer.text,
        "\(ports.ports)", ports.transport == .tcpAndUDP ? "both" : ports.transport.rawValue,
      ]
    case .portsEnd(let ports):
      words = [
        "end", ports.deployment.vendor, ports.deployment.name, ports.customer.text,
        "\(ports.ports)", ports.transport == .tcpAndUDP ? "both" : ports.transport.rawValue,
      ]
    }
    return ([date.description] + words).joined(separator: "_")
  }
}

extension CalendarDay {
  /// `20260131`.
  fileprivate var basic: String { description.replacing("-", with: "") }
}

extension UTCTime {
  /// `20260131T120000Z`.
  fileprivate var basic: String {
    description.replacing("-", with: "").replacing(":", with: "")
  }
}
