import DocumentReading
import EndpointModel
import Testing

/// The words of a document, as a change notice quotes them.
@Suite struct DocumentQuotesTests {
  private func quotes(_ text: String, of addresses: [(String?, line: Int)]) throws -> [String?] {
    let endpoints = addresses.map { address, line in
      Endpoint(address: address.flatMap { EndpointAddress($0) }, line: line)
    }
    let quotes = try DocumentQuotes(
      Document(bytes: Array(text.utf8), source: "test"), of: endpoints)
    return endpoints.map(quotes.quote)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func linesAreFoundWhateverEndsThem(end: String) throws {
    // Ends at all places of eight bytes.
    let lines = (1...9).map { "10.0.0.\($0) " + String(repeating: "x", count: $0) }
    for text in [lines.joined(separator: end), lines.joined(separator: end) + end] {
      let found = try quotes(text, of: (1...9).map { ("10.0.0.\($0)", line: $0) })
      #expect(found == lines)
    }
  }

  @Test func nothingIsQuotedFromWhereNoLineIs() throws {
    #expect(
      try quotes("10.0.0.1\n", of: [("10.0.0.1", line: 2), ("10.0.0.1", line: 9)]) == [nil, nil])
    #expect(try quotes("10.0.0.1\n\n", of: [(nil, line: 2)]) == [nil])
  }

  @Test func anElementIsQuotedUpToItsAddress() throws {
    let text = "{\n\"name\": \"a\",\n\"ip\":\n\"2001:DB8::1\"\n}\n"
    #expect(
      try quotes(text, of: [("2001:db8::1", line: 1)]) == [#"{ "name": "a", "ip": "2001:DB8::1""#])
    // Eight lines are looked at, no more.
    let far = "first\n" + String(repeating: "more\n", count: 7) + "10.0.0.1\n"
    #expect(try quotes(far, of: [("10.0.0.1", line: 1)]) == ["first"])
  }

  @Test func ofALineThatIsTooLongNothingIsQuoted() throws {
    let long = String(repeating: "x", count: 4097)
    #expect(try quotes("10.0.0.1 \(long)\n", of: [("10.0.0.1", line: 1)]) == [nil])
    #expect(try quotes("first\n\(long) 10.0.0.1\n", of: [("10.0.0.1", line: 1)]) == ["first"])
    let longest = String(repeating: "x", count: 4087)
    let found = try quotes("10.0.0.1 \(longest)\nnext", of: [("10.0.0.1", line: 1)])
    #expect(found == ["10.0.0.1 " + String(repeating: "x", count: 150) + "…"])
  }
}
