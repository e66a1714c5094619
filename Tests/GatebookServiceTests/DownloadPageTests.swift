import Testing

@testable import GatebookService

/// The newest file of a page of downloads, by its name.
@Suite struct DownloadPageTests {
  @Test func thePageOfTheServiceTags() {
    for address in [
      "https://www.microsoft.com/en-us/download/details.aspx?id=56519",
      "https://www.microsoft.com/download/confirmation.aspx?id=57062",
    ] {
      #expect(DownloadPage.isOne(address))
    }
    for address in [
      "https://www.microsoft.com.example.org/download/details.aspx?id=56519",
      "http://www.microsoft.com/download/details.aspx?id=56519",
      "https://example.org/?https://www.microsoft.com/download/details.aspx?id=1",
      "https://download.microsoft.com/download/1/a/ServiceTags_Public_20260112.json",
    ] {
      #expect(!DownloadPage.isOne(address))
    }
  }

  @Test func theNewestFileCounts() {
    let server = "https://download.microsoft.com/download/7/1/d"
    let page = """
      <a href="\(server)/ServiceTags_Public_20260105.json">older</a>
      <script>{"url":"\(server)/ServiceTags_Public_20260112.json","size":"3 MB"}</script>
      <a href="https://download.microsoft.com.example.org/download/a/ServiceTags_Public_20300101.json">
      <a href="\(server)/Other_20300101.json">
      """
    #expect(
      DownloadPage.newestFile(in: Array(page.utf8)) == server + "/ServiceTags_Public_20260112.json")
    #expect(DownloadPage.newestFile(in: Array("<p>moved</p>".utf8)) == nil)
  }
}
