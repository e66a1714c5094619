/// Where a document came from and what it says about itself.
public struct DocumentDescription: Hashable, Sendable {
  /// The file or address it was read from, or `-` for standard input.
  public let source: String
  /// The format it was read as: `text`, `csv`, `json`, `aws-ip-ranges`, …
  public let format: String
  /// The encoding of its bytes, by its IANA name in lower case.
  public let encoding: String
  /// Its size in bytes.
  public let byteCount: Int
  /// The SHA-256 of its bytes, in lower-case hexadecimal.
  public let sha256: String
  public var title: String?
  /// The name by which the document itself calls its deployment.
  public var deploymentName: String?
  /// A feed's own version or token.
  public var feedVersion: String?
  /// When it was revised, by its own statement.
  public var revisedOn: PartialDate?
  /// The date by which it asks its readers to act.
  public var actBy: PartialDate?
  /// The date from which what it lists is in force, as far as a sentence of it says so.
  public var effectiveOn: PartialDate?
  /// The date on which something that it no longer lists is switched off.
  public var switchOffOn: PartialDate?
  /// Timers that it asks for, such as a registration timer.
  public var timers: [StatedTimer] = []
  /// How many addresses or ports it says it lists.
  public var statedCounts: [StatedCount] = []
  /// Whether it looks complete.
  public var ending = DocumentEnding.whole

  /// Whether it is numbered by its own lines, not by pages or cells.
  public var isMadeOfLines: Bool { !["xlsx", "ods", "docx", "odt", "pdf"].contains(format) }

  public init(
    source: String, format: String, encoding: String, byteCount: Int, sha256: String,
    title: String? = nil, deploymentName: String? = nil, feedVersion: String? = nil
  ) {
    self.source = source
    self.format = format
    self.encoding = encoding
    self.byteCount = byteCount
    self.sha256 = sha256
    self.title = title
    self.deploymentName = deploymentName
    self.feedVersion = feedVersion
  }
}
