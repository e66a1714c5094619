import Foundation
import InventoryModel
import Testing

@testable import InventoryStorage

@Suite struct AuditChangesTests {
  @Test func textIsJSON() {
    let changes = [
      AuditEntry.Change("data ports", from: nil, to: "udp 4201-4264"),
      AuditEntry.Change("name", from: "North", to: nil),
    ]
    #expect(
      AuditChanges.text(changes)
        == #"[["data ports",null,"udp 4201-4264"],["name","North",null]]"#)
    #expect(AuditChanges.text([]) == "[]")
  }

  /// Every control character, quotation marks, backslashes and letters beyond ASCII come back.
  @Test func anyTextComesBack() throws {
    let odd = String(String.UnicodeScalarView((0...0x7F).map { Unicode.Scalar($0) })) + "Ä\u{2028}港"
    let json = AuditChanges.text([AuditEntry.Change("note", from: odd, to: "a/b")])
    #expect(
      try JSONDecoder().decode([[String?]].self, from: Data(json.utf8)) == [["note", odd, "a/b"]])
  }
}
