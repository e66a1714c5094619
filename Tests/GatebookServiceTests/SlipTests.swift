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

  /// The index finds what comparing with each name finds: each of these names with one letter or
  /// digit changed, left out, doubled or swapped with the next one.
  @Test func indexFindsWhatComparingFinds() {
    let known = [
      "customer-0001", "customer-0002", "northwood-ems", "northwood-fire", "aab-transit-1",
      "aaab-transit-1", "quay-12-radio", "quay-21-radio",
    ]
    let index = SlipIndex(known)
    for name in known {
      let letters = Array(name)
      var others = [name]
      for i in letters.indices {
        for letter in "a7-" {
          others.append(String(letters[..<i] + [letter] + letters[(i + 1)...]))
          others.append(String(letters[..<i] + [letter] + letters[i...]))
        }
        others.append(String(letters[..<i] + letters[(i + 1)...]))
        others.append(String(letters[...i] + letters[i...]))
        if i > 0 {
          others.append(
            String(letters[..<(i - 1)] + [letters[i], letters[i - 1]] + letters[(i + 1)...]))
        }
      }
      for other in others {
        let expected = known.sorted().first { Slip.isOne(from: other, to: $0) }
        #expect(index.first(near: other) == expected, "\(other)")
      }
    }
    #expect(index.first(near: "northwod-ems") == "northwood-ems")
    #expect(index.first(near: "customer-0003") == nil)
  }

  @Test(arguments: [
    ("vendor/aws-01", "vendor/aws-02"), ("vendor/relay-ftp", "vendor/relay-tftp"),
    ("vendor/cloud-eu", "vendor/cloud-au"), ("vendor/cloud", "vendor/crowd2"),
  ])
  func otherWordsAreNone(_ name: String, _ known: String) {
    #expect(!Slip.isOne(from: name, to: known) && !Slip.isOne(from: known, to: name))
  }
}
