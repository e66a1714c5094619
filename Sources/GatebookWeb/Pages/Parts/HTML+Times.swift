import ChangeReporting
import EndpointModel

extension HTML {
  /// A moment, to the minute.
  static func time(_ time: UTCTime) -> HTML { Tag.time(.datetime(time)) { time.forPeople } }

  /// A day, with the exact time behind it.
  static func day(_ time: UTCTime) -> HTML {
    Tag.time(.datetime(time), .title(time.forPeople)) { "\(time.day)" }
  }
}
