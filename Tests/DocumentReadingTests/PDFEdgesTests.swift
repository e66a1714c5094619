import EndpointModel
import TestSupport
import Testing

@testable import DocumentReading

/// Texts that go on beyond their page, or beyond the part of it that is shown: what is left of a name
/// is another name.
@Suite(.enabled(if: PDFProgram.isInstalled)) struct PDFEdgesTests {
  /// What is told of a page with a rule, and what is drawn above it.
  private static func cut(_ draw: (inout DrawnPDF) -> Void) throws -> [Finding] {
    let reading = try DrawnPDF.read { pdf in
      draw(&pdf)
      pdf.put("Open TCP port 443 to 192.0.2.1.", 40, 300)
    }
    return reading.findings.filter { $0.code == "text-cut-off" }
  }

  /// The next letter has to have room between a text and the edge of its page (600 points): letters
  /// of 8.3 points have none in 12, those of 2.2 points have some in 4.
  @Test(arguments: [
    ("MMMM", 33.3, 12.0, true), ("MMMM", 33.3, 14, false),
    ("llll", 8.9, 2, true), ("llll", 8.9, 4, false),
  ])
  func roomForALetter(_ text: String, _ width: Double, _ gap: Double, _ isCut: Bool) throws {
    let cut = try Self.cut { pdf in pdf.put(text, 600 - gap - width, 80) }
    #expect(cut.map(\.severity) == (isCut ? [.error] : []))
  }

  /// A browser prints letters only as far as its printable area reaches, and the last one in part.
  /// `pilots.no` is 37.2 points wide.
  @Test(arguments: [(549.5, true), (551, true), (552.5, false), (570, false)])
  func letterThatIsCutThrough(_ right: Double, _ isCut: Bool) throws {
    let cut = try Self.cut { pdf in
      pdf.put("The harbour needs", 40, 80)
      pdf.within(30, to: right) { $0.put("pilots.no", 515, 80) }
      pdf.put("and nothing else", 40, 110)
    }
    #expect(cut.map(\.place) == (isCut ? ["page 1, line 2"] : []))
    #expect(cut.allSatisfy { $0.severity == .error })
  }

  /// What goes on behind the end of an area is in the text; and a letter may be cut below.
  @Test func otherEndsCutNothingOff() throws {
    let cut = try Self.cut { pdf in
      pdf.within(30, to: 530.5) { $0.put("pilots.north.example", 500, 80) }
      pdf.within(30, to: 500, top: 90, bottom: 111.5) { $0.put("shipping", 40, 110) }
    }
    #expect(cut.isEmpty)
  }
}
