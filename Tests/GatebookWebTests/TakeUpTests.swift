import EndpointModel
import Foundation
import GatebookService
import InventoryModel
import InventoryStorage
import Testing

@testable import GatebookWeb

/// A file that takes the inventory's place while it is served.
@Suite struct TakeUpTests {
  @Test func anotherFileIsTakenUpAndNothingIsWrittenToTheOneBefore() throws {
    let (test, other) = (try TestInventory(public: true), try TestInventory(public: true))
    try test.user("anna", .approve)
    try other.user("anna", .approve)
    let target = "/lists/vendor/cloud.txt?service=Mail"
    let before = test.get(target).text
    try other.commit(
      [TestInventory.endpoint("Mail", "192.0.2.77", "25")], at: "2026-02-01T00:00:00Z")
    #expect(!test.site.isReplaced)
    try other.takePlace(of: test.path)
    #expect(test.site.isReplaced)
    // What was there is given until the new one is taken up; what would be lost is not done.
    #expect(test.get(target).text == before)
    let refused = test.post("/sign-in", [("name", "anna"), ("password", "a long password")])
    #expect(refused.status == 503)
    let site = try test.site.reopened()
    #expect(site.answer(WebRequest("GET", target)).text == "192.0.2.77\n", "\(test.reported)")
    #expect(!site.isReplaced)
    try site.close()
  }
}
