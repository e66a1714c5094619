import Testing

@testable import GatebookWeb

/// Forms with files, as browsers and other programs send them.
@Suite struct WebFormTests {
  private func form(
    _ body: [UInt8], _ type: String = "multipart/form-data; boundary=----B1"
  ) -> WebForm? {
    var request = WebRequest("POST", "/sheet")
    request.headers.contentType = type
    request.body = body
    return WebForm(request)
  }

  private static let parts =
    "------B1\r\nContent-Disposition: form-data; name=\"dry-run\"\r\n\r\nyes\r\n"
    + "------B1\r\nContent-Disposition: form-data; name=\"sheet\"; filename=\"a \\\"b.csv\"\r\n"
    + "Content-Type: text/csv\r\n\r\n"

  private static let end = "\r\n------B1--\r\n"

  /// Has what looks like the end of a part, and bytes that are no text.
  private static let content: [UInt8] =
    Array("x\r\n----B1\r\n--\r\n------B".utf8) + [0x00, 0xFF, 0x0D, 0x0A]

  @Test func fieldsAndFilesAreTakenApart() throws {
    let body = Array(Self.parts.utf8) + Self.content + Array(Self.end.utf8)
    let form = try #require(self.form(body))
    #expect(form.fields.map(\.name) == ["dry-run"])
    #expect(form.fields.map(\.value) == ["yes"])
    #expect(form.files.map(\.name) == ["sheet"])
    #expect(form.files.first?.file.name == "a \"b.csv")
    #expect(form.files.first?.file.bytes == Self.content)
    let quoted = self.form(body, "Multipart/Form-Data; charset=utf-8; boundary=\"----B1\"")
    #expect(quoted?.files.count == 1)
  }

  /// What is cut off is not taken for the rest.
  @Test func aPartOfAFormIsNone() {
    let body = Array(Self.parts.utf8) + Self.content + Array(Self.end.utf8)
    for count in 0..<body.count - 2 { #expect(form(Array(body[..<count])) == nil, "\(count)") }
    #expect(form(Array(body[..<(body.count - 2)])) != nil)
  }

  @Test func aFileWithoutANameAndNone() throws {
    func file(_ name: String, _ content: String) -> WebForm? {
      form(
        Array(
          ("------B1\r\ncontent-disposition: form-data; filename=\"\(name)\"; name=\"f\"\r\n\r\n"
            + content + Self.end).utf8))
    }
    // Nothing was chosen.
    #expect(try #require(file("", "")).files.isEmpty)
    #expect(file("", "x")?.files.first?.file.name == "a file")
    #expect(file("C:\\lists\\a.csv", "")?.files.first?.file.name == "a.csv")
    #expect(file("../../etc/passwd", "x")?.files.first?.file.name == "passwd")
    #expect(file("/", "x")?.files.first?.file.name == "a file")
  }

  @Test(arguments: [
    "", "------B1", "------B1\r\n\r\nx\r\n------B1--", "------B1\r\nA: b\r\n\r\nx\r\n------B1--",
    "------B1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n------B1--",
    "------B1\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n------B1--",
    "------B1\r\nContent-Disposition: form-data\r\n\r\nx\r\n------B1--",
    "------B1\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\u{1B}[2Jc\"\r\n\r\nx\r\n"
      + "------B1--",
    "------B1\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\tc\"\r\n\r\nx\r\n------B1--",
    "------B1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\u{1}\r\n------B1--",
    "preamble\r\n------B1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n------B1--",
    "------B2\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n------B2--",
  ])
  func whatIsNoForm(_ body: String) { #expect(form(Array(body.utf8)) == nil) }

  @Test func whatIsTooMuch() {
    let part = "------B1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n"
    func form(_ count: Int) -> WebForm? {
      self.form(Array((String(repeating: part, count: count) + "------B1--").utf8))
    }
    #expect(form(64)?.fields.count == 64)
    #expect(form(65) == nil)
    let long = "------B1\r\nX: \(String(repeating: "x", count: 5000))\r\n" + part.dropFirst(9)
    #expect(self.form(Array((long + "------B1--").utf8)) == nil)
    for boundary in ["", "boundary=", "boundary=" + String(repeating: "x", count: 71)] {
      #expect(self.form(Array(part.utf8), "multipart/form-data; " + boundary) == nil)
    }
  }
}
