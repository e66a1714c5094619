import EndpointModel
import Testing

@Suite struct RevisionGuardTests {
  private func snapshot(_ addresses: [String]) -> Snapshot {
    Snapshot(
      addresses.map {
        Endpoint(service: "S", address: EndpointAddress($0)!, ports: Ports("443")!, transport: .tcp)
      })
  }

  private func document(
    name: String? = nil, version: String? = nil, date: String? = nil
  ) -> DocumentDescription {
    var document = DocumentDescription(
      source: "d", format: "text", encoding: "utf-8", byteCount: 1, sha256: "00",
      deploymentName: name, feedVersion: version)
    document.revisedOn = date.map { PartialDate($0)! }
    return document
  }

  private func codes(
    _ old: [String], _ new: [String], _ limits: GuardLimits = GuardLimits(),
    isPartial: Bool = false
  ) -> [HoldReason.Code] {
    codes((snapshot(old), document()), (snapshot(new), document()), limits, isPartial)
  }

  private typealias Side = (table: Snapshot, document: DocumentDescription)

  private func codes(
    _ old: Side, _ new: Side, _ limits: GuardLimits = GuardLimits(), _ isPartial: Bool = false
  ) -> [HoldReason.Code] {
    let comparison = Comparison(from: old.table, to: new.table)
    let reasons = RevisionGuard(limits).reasons(
      for: new.table, new.document, after: [.init(.current, 1, old.document, comparison)],
      isPartial: isPartial)
    // Otherwise they would stay English in notices.
    for reason in reasons { #expect(HoldSentence.found(in: reason.message) != nil, "\(reason)") }
    return reasons.map(\.code)
  }

  private let twelve = (1...12).map { "8.8.8.\($0)" }

  @Test func lossIsCountedInAddresses() {
    #expect(codes(twelve, Array(twelve.prefix(6))) == [])
    #expect(codes(twelve, Array(twelve.prefix(5))) == [.addressesGone])
    // Few addresses may always go.
    #expect(codes(Array(twelve.prefix(6)), Array(twelve.prefix(1))) == [])
    #expect(codes(Array(twelve.prefix(7)), Array(twelve.prefix(1))) == [.addressesGone])
    // What others cover is not gone.
    #expect(codes(twelve, ["8.8.8.0/28"]) == [])
    #expect(codes(twelve, Array(twelve.prefix(5)), GuardLimits(lossPercent: 60)) == [])
    #expect(codes(twelve, Array(twelve.prefix(5)), GuardLimits(lossCount: 8)) == [])
    #expect(codes(twelve, []) == [.noEndpoints])
    #expect(codes(twelve, twelve, isPartial: true) == [.partlyRead])
  }

  /// A table that somebody approved as empty stays so without being held, and the next one is looked
  /// at like a first one.
  @Test func afterAnEmptyTable() {
    #expect(codes([], []) == [])
    #expect(codes([], twelve) == [])
    #expect(codes([], ["12.0.0.0/7"]) == [.wideBlock])
    #expect(codes([], twelve + ["10.1.2.3"]) == [.specialSpace])
    // It was empty a week ago.
    let (now, then, new) = (snapshot(twelve), snapshot([]), snapshot(twelve + ["8.8.8.99"]))
    let reasons = RevisionGuard().reasons(
      for: new, document(),
      after: [
        .init(.current, 2, document(), Comparison(from: now, to: new)),
        .init(.weekAgo, 1, document(), Comparison(from: then, to: new)),
      ], isPartial: false)
    #expect(reasons.isEmpty)
  }

  @Test(arguments: [
    (["9.0.0.0/8"], [HoldReason.Code.accessGrown]), (["8.0.0.0/6"], [.wideBlock]),
    (["0.0.0.0/0"], [.wideBlock]), (["0.0.0.0/1", "128.0.0.0/1"], [.wideBlock]),
    (["any"], [.wideBlock]), (["::/0"], [.wideBlock]), (["8.8.0.0/23"], [.accessGrown]),
    (["2600::/40"], []), (["8.8.9.0/25"], []), (["8.8.9.0/28"], []),
  ])
  func growth(_ more: [String], _ expected: [HoldReason.Code]) {
    #expect(codes(twelve, twelve + more) == expected)
  }

  /// What is opened of it may be no wide block; two rows may be one together.
  @Test func aBlockThatBecameTheWideOneAroundItIsHeld() {
    #expect(codes(["17.0.0.0/8"], ["16.0.0.0/7"]) == [.wideBlock])
    #expect(codes(["2600::/16"], ["2600::/15"]) == [.wideBlock])
    #expect(codes(["16.0.0.0/7"], ["16.0.0.0/8", "17.0.0.0/8"]) == [])
    #expect(codes(["16.0.0.0/8", "17.0.0.0/8"], ["16.0.0.0/7"]) == [])
  }

  @Test(arguments: [
    "10.1.2.3", "192.168.0.0/28", "127.0.0.1", "203.0.113.9", "224.0.0.1", "100.64.0.1",
    "169.254.169.254", "fd00::1", "fe80::1", "ff02::1", "2001:db8::1", "::1",
    "::ffff:8.8.8.8",
  ])
  func specialSpaceInAPublicList(_ address: String) {
    #expect(codes(twelve, twelve + [address]) == [.specialSpace])
    #expect(codes(twelve + [address], ["8.8.8.99"] + twelve + [address]) == [])
    #expect(codes(twelve, twelve + [address], GuardLimits(allowsSpecialSpace: true)) == [])
  }

  /// One kind of special space in a list is no reason to let another in.
  @Test func specialSpaceIsComparedByKind() {
    #expect(
      codes(twelve + ["192.0.2.1"], twelve + ["192.0.2.1", "10.0.0.0/28"]) == [.specialSpace])
    // Nor does a wide block hide it.
    #expect(codes(twelve, twelve + ["192.0.0.0/16"]).contains(.specialSpace))
    // A list of names that gains networks has grown.
    #expect(codes(["www.example.com"], ["www.example.com", "9.0.0.0/8"]) == [.accessGrown])
    #expect(codes(["www.example.com"], ["www.example.com", "9.0.0.0/24"]) == [])
  }

  @Test func allPortsAtOnceAreHeld() {
    func codes(_ old: String?, _ new: String?) -> [HoldReason.Code] {
      let snapshots = [old, new].map { ports in
        Snapshot([
          Endpoint(address: EndpointAddress("8.8.8.1")!, ports: ports.map { Ports($0)! })
        ])
      }
      return self.codes((snapshots[0], document()), (snapshots[1], document()))
    }
    #expect(codes("443", "any") == [.accessGrown, .termsChanged])
    #expect(codes(nil, "any") == [.accessGrown, .termsChanged])
    #expect(codes("any", "any") == [])
    #expect(codes("443", "80-9000") == [.termsChanged])
  }

  /// One row may allow something to many addresses that have rows of their own, or be a part of what
  /// a block allows.
  @Test func whatClosesInsideABlockAndAroundAnAddressCounts() {
    func endpoint(_ address: String, _ ports: String) -> Endpoint {
      Endpoint(
        service: "S", address: EndpointAddress(address)!, ports: Ports(ports)!, transport: .tcp)
    }
    func codes(_ old: [Endpoint], _ new: [Endpoint]) -> [HoldReason.Code] {
      self.codes((Snapshot(old), document()), (Snapshot(new), document()))
    }
    let singles = twelve.map { endpoint($0, "443") }
    // 8443 closes at 12 of 13 addresses.
    #expect(codes(singles + [endpoint("8.8.8.0/24", "8443")], singles) == [.termsChanged])
    #expect(codes(singles + [endpoint("8.8.4.0/24", "8443")], singles) == [])
    // It closes at five addresses of ten, and in the block around one of these.
    let ten = Array(singles.prefix(9)) + [endpoint("8.8.8.4/30", "443")]
    let odd = twelve.prefix(5).map { endpoint($0, "8443") }
    #expect(codes(ten + odd, ten) == [.termsChanged])
    #expect(codes(ten + odd.prefix(4), ten) == [])
  }

  @Test func aDocumentMayNotTurnIntoAnotherOrBack() {
    func codes(_ old: DocumentDescription, _ new: DocumentDescription) -> [HoldReason.Code] {
      self.codes((snapshot(twelve), old), (snapshot(twelve), new))
    }
    #expect(codes(document(name: "A"), document(name: "B")) == [.otherDeployment])
    #expect(codes(document(name: "A"), document()) == [])
    #expect(codes(document(version: "100"), document(version: "99")) == [.wentBackwards])
    #expect(codes(document(version: "99"), document(version: "100")) == [])
    #expect(codes(document(date: "2026-02"), document(date: "2026-01")) == [.wentBackwards])
    // Of other precision, nothing can be told.
    #expect(codes(document(date: "2026-02-13"), document(date: "2026-02")) == [])
  }

  private func feed(_ version: String, sha256: String, format: String = "aws-ip-ranges")
    -> DocumentDescription
  {
    DocumentDescription(
      source: "d", format: format, encoding: "utf-8", byteCount: 1, sha256: sha256,
      feedVersion: version)
  }

  @Test func theSameVersionWithOtherContentIsHeld() {
    let more = snapshot(twelve + ["203.0.114.9"])
    func codes(_ old: DocumentDescription, _ new: DocumentDescription, _ table: Snapshot? = nil)
      -> [HoldReason.Code]
    {
      self.codes((snapshot(twelve), old), (table ?? more, new))
    }
    #expect(codes(feed("7", sha256: "a"), feed("7", sha256: "b")) == [.sameVersion])
    #expect(codes(feed("7", sha256: "a"), feed("8", sha256: "b")) == [])
    // Nothing changed, or only the reader did.
    #expect(codes(feed("7", sha256: "a"), feed("7", sha256: "b"), snapshot(twelve)) == [])
    #expect(codes(feed("7", sha256: "a"), feed("7", sha256: "a")) == [])
    // A page keeps its number when it is edited.
    #expect(
      codes(feed("7", sha256: "a", format: "html"), feed("7", sha256: "b", format: "html")) == [])
  }

  /// Versions that come in any order are held exactly when one is below that before it.
  @Test(arguments: [
    ["9", "10", "99", "100", "18446744073709551616"],
    ["1.2", "1.9", "1.10", "2.0"],
    ["2026-01-09T23:00:00.5", "2026-01-10T01:00:00.5", "2026-11-02T00:00:00.5"],
  ])
  func versionsInAnyOrder(_ ascending: [String]) {
    let table = snapshot(twelve)
    for _ in 0..<20 {
      let order = ascending.indices.shuffled()
      for (before, after) in zip(order, order.dropFirst()) {
        let (old, new) = (
          feed(ascending[before], sha256: "a"), feed(ascending[after], sha256: "b")
        )
        #expect(
          codes((table, old), (table, new)) == (after < before ? [.wentBackwards] : []),
          "\(ascending[before]) to \(ascending[after])")
      }
    }
    // Of another shape, nothing can be told.
    #expect(codes((table, feed("9-a", sha256: "a")), (table, feed("1-b", sha256: "b"))) == [])
  }
}
