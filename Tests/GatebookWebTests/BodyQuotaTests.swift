import Testing

@testable import GatebookWeb

/// Bodies that are on their way.
@Suite struct BodyQuotaTests {
  private let quota = BodyQuota()
  private static let document = 8 << 20

  @Test func slowDocumentsCloseNoSignIn() throws {
    for _ in 1...4 {
      #expect(quota.begin(announced: nil, most: Self.document) != nil)
    }
    #expect(quota.begin(announced: nil, most: Self.document) == nil)
    #expect(quota.begin(announced: 1 << 20, most: 1 << 20) == nil)
    let form = try #require(quota.begin(announced: nil, most: Site.smallForm))
    #expect(form == BodyQuota.Place(kind: .small, bytes: 16 << 10))
    #expect(quota.beginRefused() != nil)
  }

  @Test func whatIsAnnouncedCounts() throws {
    for _ in 1...100 {
      #expect(quota.begin(announced: 10, most: Self.document)?.bytes == 10)
    }
    // What is announced too long is cut off at what its route takes.
    #expect(quota.begin(announced: .max, most: Self.document)?.bytes == Self.document)
    #expect(quota.begin(announced: -5, most: Self.document)?.bytes == 0)
  }

  /// 256 forms of 16 KiB are 4 MiB; 64 of 64 KiB, too.
  @Test func eachKindHasAnEndAndIsGivenBack() throws {
    let forms = (1...257).map { _ in quota.begin(announced: nil, most: Site.smallForm) }
    #expect(forms.filter { $0 != nil }.count == 256)
    quota.end(try #require(forms[0]))
    #expect(quota.begin(announced: nil, most: Site.smallForm) != nil)
    let refused = (1...65).map { _ in quota.beginRefused() }
    #expect(refused.filter { $0 != nil }.count == 64)
  }
}
