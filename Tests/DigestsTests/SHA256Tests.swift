import Digests
import Testing

/// Digests beside the published ones.
@Suite struct SHA256Tests {
  private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.map { UInt8($0.hexDigitValue!) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// The examples that NIST publishes with FIPS 180-4, and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func digest(_ message: String, _ expected: String) {
    let digest = SHA256(of: Array(message.utf8))
    #expect(digest.hexadecimal == expected)
    #expect(digest.bytes == bytes(expected))
  }

  private struct Vector {
    let key: String
    let message: String
    let code: String

    init(_ key: String, _ message: String, _ code: String) {
      self.key = key
      self.message = message
      self.code = code
    }
  }

  /// RFC 4231, sections 4.2 to 4.5, 4.7 and 4.8: short keys, and keys longer than a block.
  @Test func authenticationCode() {
    let long = String(repeating: "aa", count: 131)
    let vectors = [
      Vector(
        String(repeating: "0b", count: 20), "4869205468657265",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
      Vector(
        "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
      Vector(
        String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
      Vector(
        "0102030405060708090a0b0c0d0e0f10111213141516171819", String(repeating: "cd", count: 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
      Vector(
        long,
        """
        54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a\
        65204b6579202d2048617368204b6579204669727374
        """, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
      Vector(
        long,
        """
        5468697320697320612074657374207573696e672061206c6172676572207468\
        616e20626c6f636b2d73697a65206b657920616e642061206c61726765722074\
        68616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565\
        647320746f20626520686173686564206265666f7265206265696e6720757365\
        642062792074686520484d414320616c676f726974686d2e
        """, "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
    ]
    for vector in vectors {
      #expect(
        SHA256(of: bytes(vector.message), key: bytes(vector.key)).hexadecimal == vector.code)
    }
  }
}
