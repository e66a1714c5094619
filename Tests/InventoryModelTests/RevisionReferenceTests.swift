import EndpointModel
import InventoryModel
import Testing

/// Which revision a text means.
@Suite struct RevisionReferenceTests {
  @Test func textsOfReferences() {
    #expect(RevisionReference("eschat/canada-aws-02")?.selector == .current)
    #expect(RevisionReference("a/b@3")?.selector == .number(3))
    for broken in [
      "a", "a/b/c", "A/b", "a/", "a/b@", "a/b@0", "a/b@x", "a/b@+1", "a/b@01", "../b", "a/b@1@2",
    ] {
      #expect(RevisionReference(broken) == nil, "\(broken)")
    }
  }
}
