import EndpointModel
import InventoryModel
import Testing

@testable import GatebookService

/// Who is delivered to next.
@Suite struct DeliveryQueueTests {
  private func lane(_ number: Int, _ target: String) -> DeliveryLane {
    DeliveryLane(
      subscriptions: [number], target: DeliveryTarget(target)!, digest: nil,
      since: UTCTime("2026-01-01T00:00:00Z")!, isTried: false)
  }

  private func numbers(_ lanes: [DeliveryLane]) -> [Int] { lanes.flatMap(\.subscriptions) }

  @Test func receiversTakeTurnsAndNoneGetsMoreThanItsShare() {
    var queue = DeliveryQueue(perReceiver: 2)
    queue.add([
      lane(1, "webhook:https://a.example/x"), lane(2, "webhook:https://A.example/y"),
      lane(3, "webhook:https://a.example/z"), lane(4, "mail:noc@b.example"),
      lane(5, "mail:noc@c.example"), lane(6, "webhook:https://a.example:8443/x"),
    ])
    // All mail goes through one relay; another port is another receiver.
    let first = queue.next(4)
    #expect(numbers(first) == [1, 4, 6, 2])
    // The two of a.example are underway, and the second mail still has room.
    let second = queue.next(4)
    #expect(numbers(second) == [5])
    queue.done(first[0], isAgain: false)
    #expect(numbers(queue.next(4)) == [3])
    #expect(!queue.isEmpty)
  }

  @Test func aLaneThatHasMoreComesAfterTheOthersOfItsReceiver() {
    var queue = DeliveryQueue(perReceiver: 1)
    queue.add([lane(1, "mail:a@example.com"), lane(2, "mail:b@example.com")])
    let first = queue.next(1)
    queue.done(first[0], isAgain: true)
    let second = queue.next(1)
    #expect(numbers(second) == [2])
    queue.done(second[0], isAgain: false)
    let third = queue.next(1)
    #expect(numbers(third) == [1])
    queue.done(third[0], isAgain: false)
    #expect(queue.isEmpty)
  }
}
