import DocumentReading
import EndpointModel
import Testing

/// Dates in a document's own words.
@Suite struct DateWordsTests {
  private func revisedOn(_ words: String) throws -> PartialDate? {
    let text = "Guide\n\n\(words)\n\n192.0.2.1\n192.0.2.2\n"
    return try DocumentReader.read(Document(bytes: Array(text.utf8), source: "guide.txt"))
      .description.revisedOn
  }

  @Test(arguments: [
    ("Updated 2023-02-13", "2023-02-13"), ("Updated February 13th, 2023", "2023-02-13"),
    ("Updated 13 Feb 2023", "2023-02-13"), ("Updated January 2023", "2023-01"),
    ("Updated 8/22/2017", "2017-08-22"), ("Updated 22.08.2017", "2017-08-22"),
    ("Updated 3/4/2017", "2017"), ("Stand: 14.03.2026", "2026-03-14"),
    ("Mise à jour le 14 mars 2026", "2026-03-14"),
    ("Actualizado el 3 de marzo de 2026", "2026-03-03"),
    ("Aggiornato il 1 agosto 2025", "2025-08-01"), ("Stan na 5 września 2025", "2025-09-05"),
    ("Обновлено 7 мая 2025", "2025-05-07"), ("Bijgewerkt: 2 mei 2025", "2025-05-02"),
  ])
  func areRead(_ words: String, _ date: String) throws {
    #expect(try revisedOn(words)?.description == date)
  }

  /// What looks like a date and is none leaves the document without one.
  @Test(arguments: [
    "٢٠٢٣-٠١-٠٢", "२०२३-०१-०२", "２０２３-０１-０２", "2023-०१", "१३ फ़र 2023", "Feb १३ 2023", "๒๒.๐๘.๒๐๑๗",
    "8/٢٢/2017", "2023-13-40", "99/99/2017", "Feb 31 2023",
  ])
  func ofOtherDigitsOrNoCalendarAreNone(_ date: String) throws {
    #expect(try revisedOn("Updated \(date)") == nil)
  }
}
