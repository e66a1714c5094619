import Testing

@testable import GatebookService

@Suite struct SlipTests {
  @Test(arguments: [
    ("eschat/cananda-aws", "eschat/canada-aws"), ("northwod-ems", "northwood-ems"),
    ("northwood-esm", "northwood-ems"), ("vendor/cload", "vendor/cloud"),
  ])
  func anotherLetterIsASlip(_ name: String, _ known: String) {
    #expect(Slip.isOne(from: name, to: known) && Slip.isOne(from: known, to: name))
  }

  @Test(arguments: [
    ("vendor/aws-01", "vendor/aws-02"), ("vendor/relay-ftp", "vendor/relay-tftp"),
    ("vendor/cloud-eu", "vendor/cloud-au"), ("vendor/cloud", "vendor/crowd2"),
  ])
  func otherWordsAreNone(_ name: String, _ known: String) {
    #expect(!Slip.isOne(from: name, to: known) && !Slip.isOne(from: known, to: name))
  }
}
