import DocumentReading
import EndpointModel
import Testing

/// Nothing of a document stays once its reading is gone: a server reads documents for years.
@Suite struct VocabularyTests {
  private struct Weak {
    weak var vocabulary: Vocabulary?
  }

  /// Documents with a note of its own in each row.
  private func document(_ number: Int, _ kind: Int) -> Document {
    let rows = (0..<50).map { ("192.0.2.\($0)", "row \($0) of document \(number)") }
    return switch kind {
    case 0:
      Document(
        text: "Service,IP address,Port,Protocol,Note\n"
          + rows.map { "Web,\($0),443,tcp,\($1)\n" }.joined(), "list.csv")
    case 1:
      Document(
        text: "# Web\n\n| Service | IP address | Port | Protocol | Note |\n"
          + "|---|---|---|---|---|\n"
          + rows.map { "| Web | \($0) | 443 | tcp | \($1) |\n" }.joined(), "list.md")
    default:
      Document(
        text: "["
          + rows.map { "{\"address\": \"\($0)\", \"service\": \"\($1)\"}" }
          .joined(separator: ",") + "]", "list.json")
    }
  }

  @Test(arguments: 0..<3) func documentsLeaveNothingBehind(kind: Int) throws {
    var vocabularies: [Weak] = []
    do {
      var last: Snapshot?
      for number in 0..<10 {
        let reading = try DocumentReader.read(document(number, kind))
        #expect(reading.endpoints.count == 50)
        vocabularies.append(Weak(vocabulary: reading.snapshot.endpoints.vocabulary))
        let table = reading.snapshot
        // The documents differ in their notes only; in those of the last kind they are names.
        let come = last.map { Comparison(from: $0, to: table).changes.addedOrChanged.count }
        #expect(come ?? 0 == (number > 0 && kind == 2 ? 50 : 0))
        last = table
      }
      #expect(vocabularies.filter { $0.vocabulary != nil }.count == 1)
      #expect(last?.endpoints.count == 50)
    }
    #expect(vocabularies.allSatisfy { $0.vocabulary == nil })
  }
}

extension Document {
  fileprivate init(text: String, _ name: String) {
    self.init(bytes: Array(text.utf8), source: name)
  }
}
