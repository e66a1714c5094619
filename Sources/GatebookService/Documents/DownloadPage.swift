import WebAccess

/// Microsoft's page of a download that comes each week under another name, such as "Azure IP Ranges
/// and Service Tags": there is no address of the newest file but on the page, which links to
/// `ServiceTags_Public_20260112.json` on Microsoft's own server of downloads.
struct DownloadPage {
  /// Whether an address is that of such a page: `https://www.microsoft.com/en-us/download/
  /// details.aspx?id=56519`.
  static func isOne(_ address: String) -> Bool {
    address.lowercased().firstMatch(
      of: #/^https://(www\.)?microsoft\.com/([a-z-]+/)?download/(details|confirmation)\.aspx\?/#)
      != nil
  }

  /// The address of the newest file that a page links to, by the day in its name. Only files on
  /// Microsoft's server count, whatever else the page links to.
  static func newestFile(in page: [UInt8]) -> String? {
    String(decoding: page, as: UTF8.self)
      .matches(
        of:
          #/https://download\.microsoft\.com/download/[A-Za-z0-9/_-]+/ServiceTags_[A-Za-z]+_(?<day>[0-9]{8})\.json/#
      )
      .map { (day: String($0.output.day), address: String($0.output.0)) }
      .max { $0 < $1 }?.address
  }
}

extension WebFetch {
  /// Fetches the document at an address; where that is a page of downloads, the newest file of it.
  ///
  /// - Throws: `FetchError`, and `SourceError.noDownload` if the page links to no such file
  func document(
    at address: String, _ validators: Validators = Validators()
  ) throws -> Result {
    guard DownloadPage.isOne(address) else { return try get(address, validators) }
    guard case .document(let page, _) = try get(address),
      let file = DownloadPage.newestFile(in: try page.document().bytes)
    else { throw SourceError.noDownload(page: address) }
    // What the server said last was said of a file of another name, if there is a new one.
    return try get(file, validators)
  }
}
