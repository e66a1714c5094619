import ChangeReporting
import EndpointModel

extension HTML {
  /// A moment, to the minute.
  static func time(_ time: UTCTime, _ zone: TimeZoneRules) -> HTML {
    Tag.time(.datetime(time)) { time.forPeople(in: zone) }
  }

  /// A day, with the exact time behind it.
  static func day(_ time: UTCTime, _ zone: TimeZoneRules) -> HTML {
    Tag.time(.datetime(time), .title(time.forPeople(in: zone))) { "\(zone.day(of: time))" }
  }
}
