import EndpointModel
import InventoryModel
import Testing

@testable import InventoryStorage

@Suite struct PortOverlapsTests {
  private func period(_ from: Int, _ until: Int?) -> Period {
    func day(_ number: Int) -> UTCTime { UTCTime(seconds: Int64(number) * 86_400)! }
    return Period(from: day(from), until: until.map(day))!
  }

  private func exist(
    _ all: (ports: String, AssignedTransport, from: Int, until: Int?, group: Int64)...
  ) -> Bool {
    var overlaps = PortOverlaps()
    for one in all {
      overlaps.add(PortRange(one.ports)!, one.1, period(one.from, one.until), group: one.group)
    }
    return overlaps.exist()
  }

  @Test func portsSideBySide() {
    #expect(!exist(("100-163", .udp, 1, nil, 0), ("164-200", .udp, 1, nil, 0)))
    #expect(exist(("100-164", .udp, 1, nil, 0), ("164-200", .udp, 1, nil, 0)))
    #expect(exist(("1-65535", .udp, 1, nil, 0), ("65535", .udp, 5, 6, 0)))
  }

  @Test func portsOneAfterTheOther() {
    #expect(!exist(("100", .tcp, 1, 5, 0), ("100", .tcp, 5, nil, 0), ("100", .tcp, 0, 1, 0)))
    #expect(exist(("100", .tcp, 5, nil, 0), ("100", .tcp, 1, 6, 0)))
    // What ends when it begins never held.
    #expect(!exist(("100", .tcp, 1, nil, 0), ("100", .tcp, 3, 3, 0)))
  }

  @Test func protocols() {
    #expect(!exist(("100", .tcp, 1, nil, 0), ("100", .udp, 1, nil, 0)))
    #expect(exist(("100", .tcp, 1, nil, 0), ("100", .tcpAndUDP, 2, nil, 0)))
    #expect(exist(("100", .tcpAndUDP, 1, nil, 0), ("100", .udp, 2, nil, 0)))
  }

  @Test func groupsMayHaveTheSamePorts() {
    #expect(!exist(("100", .tcp, 1, nil, 1), ("100", .tcp, 1, nil, 2)))
    #expect(exist(("100", .tcp, 1, nil, 2), ("100", .tcp, 1, nil, 1), ("100", .tcp, 3, 4, 1)))
  }
}
