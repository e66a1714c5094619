/// Files of the time zone database, made by hand: no test needs one that is installed.
public enum ZoneFile {
  public static let berlin = bytes(footer: "CET-1CEST,M3.5.0,M10.5.0/3")
  public static let toronto = bytes(footer: "EST5EDT,M3.2.0,M11.1.0")

  /// TZif of version 2, as RFC 9636 has it.
  ///
  /// - Parameters:
  ///   - before: seconds east of UTC before the first change.
  ///   - changes: when, in seconds since 1970, the clocks go to how many seconds east of UTC.
  ///   - footer: what holds after the last change.
  public static func bytes(
    before: Int = 0, changes: [(at: Int64, offset: Int)] = [], footer: String
  ) -> [UInt8] {
    var offsets = [before]
    for change in changes where !offsets.contains(change.offset) { offsets.append(change.offset) }
    var out = header(changes: 0, types: 1) + type(0) + [0]
    out += header(changes: changes.count, types: offsets.count)
    for change in changes { out += bytes(of: change.at) }
    for change in changes { out.append(UInt8(offsets.firstIndex(of: change.offset)!)) }
    for offset in offsets { out += type(offset) }
    return out + [0] + Array("\n\(footer)\n".utf8)
  }

  /// One byte of designations, no leap second.
  private static func header(changes: Int, types: Int) -> [UInt8] {
    Array("TZif2".utf8) + Array(repeating: 0, count: 15)
      + [0, 0, 0, changes, types, 1].flatMap { bytes(of: Int32($0)) }
  }

  private static func type(_ offset: Int) -> [UInt8] { bytes(of: Int32(offset)) + [0, 0] }

  private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
