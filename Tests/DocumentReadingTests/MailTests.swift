import Testing

@testable import DocumentReading

/// What mails give as blocks.
@Suite struct MailTests {
  @Test func theHTMLOfSeveralParts() throws {
    let blocks = try BlockLines.of(
      """
      From: Network <net@depot.example>
      To: you@customer.example
      Subject: =?utf-8?Q?Neue_Adressen_f=C3=BCr?=
       =?utf-8?B?IGRlbiBIdWI=?=
      Date: Mon, 2 Mar 2026 10:00:00 +0100
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="outer"

      This is a message in MIME format.
      --outer
      Content-Type: multipart/alternative; boundary=inner

      --inner
      Content-Type: text/plain; charset=utf-8

      192.0.2.1
      --inner
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      <table><tr><td>S=C3=BCd</td><td>192.0=
      .2.1</td></tr>
      <tr><td>Nord</td><td>192.0.2.2</td></tr></table>
      --inner--
      --outer
      Content-Type: text/csv
      Content-Disposition: attachment; filename=a.csv

      a,b
      --outer--
      """, "x.eml")
    #expect(
      blocks == [
        "! title: Neue Adressen für den Hub / date: Mon, 2 Mar 2026 10:00:00 +0100", "table",
        "| Süd | 192.0.2.1", "| Nord | 192.0.2.2",
      ])
  }

  @Test func plainTextIsReadByItsOwnFormat() throws {
    let mail = """
      From: a@b.example
      Subject: Ports
      Date: 2026-03-02
      Content-Transfer-Encoding: base64

      SG9zdCAgICAgICAgUG9ydAphLmV4YW1wbGUgICA0NDMK
      """
    #expect(
      try BlockLines.of(mail, "mail")
        == ["! title: Ports / date: 2026-03-02", "table", "| Host | Port", "| a.example | 443"])
  }

  @Test func linesAreThoseOfTheMail() throws {
    let text = "From: a@b.example\nSubject: x\nTo: c@d.example\n\n\n192.0.2.1 is new.\n"
    let source = SourceText(source: "x.eml", encoding: "utf-8", utf8: Array(text.utf8))
    let blocks = try DocumentFormat.mail.blocks(of: source).blocks
    guard case .paragraph(let lines)? = blocks.last else {
      Issue.record("no paragraph")
      return
    }
    #expect(lines.map(\.number) == [6])
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() throws {
    let texts = [
      String(repeating: "Content-Type: multipart/mixed; boundary=a\n\n--a\n", count: 3000),
      "Content-Type: multipart/mixed; boundary=a\n\n" + String(repeating: "--a\n", count: 6000),
      "Content-Transfer-Encoding: base64\n\n" + String(repeating: "A", count: 20_000),
      String(repeating: "X: y\n", count: 6000),
    ]
    for text in texts {
      _ = try? BlockLines.of("From: a\nTo: b\nSubject: c\n" + text, "x.eml")
    }
  }

  /// A subject that is not encoded as it says stays as it is, but for signs that nobody sees.
  @Test func whatNobodySeesIsNotInTheSubject() throws {
    let mail = "From: a@b.example\nSubject: =?utf-8?Q\u{200B}?List?=\nDate: 2026-03-02\n\nAllow.\n"
    #expect(
      try BlockLines.of(mail, "a.eml").first == "! title: =?utf-8?Q?List?= / date: 2026-03-02")
  }
}
