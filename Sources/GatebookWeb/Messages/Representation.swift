import ChangeReporting
import Digests
import EndpointModel
import Synchronization

/// What is answered to a question until something changes: the bytes, their gzip beside them, and
/// every answer that conditions, ranges and HEAD make of them (RFC 9110 sections 8, 13 and 14).
final class Representation: Sendable {
  let mediaType: String
  let bytes: [UInt8]
  /// Nil where it would not be shorter.
  let gzipped: [UInt8]?
  /// When the content became what it is, if that is known for sure.
  let modifiedAt: UTCTime?
  private let headers: [(name: String, value: String)]
  /// Those that do not follow from the rest.
  let ownHeaders: [(name: String, value: String)]
  /// A tag for the bytes, in quotation marks; it changes exactly with them.
  private let tag: String
  private var gzipTag: String { tag.dropLast() + "-gzip\"" }
  /// The answers that were made, by what they are.
  private let answers = Mutex<[Form: WebResponse]>([:])

  private struct Form: Hashable {
    var isGzipped: Bool
    var isHead: Bool
    var status: Int
  }

  /// - Parameters:
  ///   - isPublic: whether others may keep it for anybody.
  ///   - isKept: whether who asked may keep it; what a person sees is not, on a desk of several.
  ///   - headers: besides those that follow from the rest.
  init(
    _ bytes: [UInt8], mediaType: String, modifiedAt: UTCTime? = nil, isPublic: Bool = false,
    isKept: Bool = true, headers: [(name: String, value: String)] = []
  ) {
    self.bytes = bytes
    self.mediaType = mediaType
    self.modifiedAt = modifiedAt
    tag = "\"" + SHA256(of: bytes).bytes.prefix(16).hexadecimal + "\""
    gzipped = Gzip.packed(bytes).flatMap { $0.count < bytes.count ? $0 : nil }
    ownHeaders = headers
    var all = headers
    // Kept by others, and asked for each time whether it still holds.
    all.append(
      (
        "Cache-Control", !isKept ? "no-store" : isPublic ? "public, no-cache" : "private, no-cache"
      ))
    all.append(("Vary", "Accept-Encoding"))
    all.append(("Accept-Ranges", "bytes"))
    if let modifiedAt { all.append(("Last-Modified", modifiedAt.forHTTP)) }
    self.headers = all
  }

  /// How much memory it takes, roughly.
  var size: Int { bytes.count * 2 + (gzipped?.count ?? 0) * 2 + 1000 }

  func response(to request: WebRequest) -> WebResponse {
    let asked = request.headers
    let isGzipped =
      gzipped != nil && asked.range == nil && Self.accepts(gzip: asked.acceptEncoding)
    // In the order of RFC 9110 section 13.2.2.
    let isKnown = isKnown(asked, isGzipped: isGzipped)
    if !isKnown, !request.isHead, let range = asked.range, isSame(asked.ifRange),
      let part = part(range)
    {
      return part
    }
    return answer(
      Form(isGzipped: isGzipped, isHead: request.isHead, status: isKnown ? 304 : 200))
  }

  /// The same with another header, for one time.
  func response(to request: WebRequest, adding header: (name: String, value: String)) -> WebResponse
  {
    response(to: request).adding(header)
  }

  private func answer(_ form: Form) -> WebResponse {
    answers.withLock { answers in
      if let made = answers[form] { return made }
      let content = form.isGzipped ? gzipped ?? bytes : bytes
      var all = headers
      all.append(("ETag", form.isGzipped ? gzipTag : tag))
      all.append(("Content-Length", "\(content.count)"))
      if form.status == 200 {
        all.append(("Content-Type", mediaType))
        all.append(("X-Content-Type-Options", "nosniff"))
        if form.isGzipped { all.append(("Content-Encoding", "gzip")) }
      }
      let response = WebResponse(
        form.status, all, form.isHead || form.status == 304 ? [] : content)
      answers[form] = response
      return response
    }
  }

  /// Whether the other side has it already. A tag counts before a date; a date counts if it is the
  /// same, as a later one says nothing: a revision can be taken out of history.
  private func isKnown(_ asked: WebRequest.Headers, isGzipped: Bool) -> Bool {
    if let tags = asked.ifNoneMatch {
      let own = isGzipped ? gzipTag : tag
      return tags.split(separator: ",").contains { given in
        var given = given.drop { $0 == " " }
        while given.last == " " { given.removeLast() }
        if given.hasPrefix("W/") { given.removeFirst(2) }
        return given == own || given == "*"
      }
    }
    guard let date = asked.ifModifiedSince, let modifiedAt else { return false }
    return date == modifiedAt.forHTTP
  }

  /// Whether a range is of what the other side has: only then is a part of use.
  private func isSame(_ validator: String?) -> Bool {
    guard let validator else { return true }
    return validator == tag || modifiedAt.map { $0.forHTTP == validator } ?? false
  }

  /// One range of the bytes; nil where none is asked for in a form that is understood, and then
  /// all of them are the answer.
  private func part(_ text: String) -> WebResponse? {
    guard text.hasPrefix("bytes="), !text.contains(",") else { return nil }
    let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let first: Int
    let last: Int
    switch (Int(ends[0]), Int(ends[1])) {
    case (let from?, let to?) where from <= to: (first, last) = (from, min(to, bytes.count - 1))
    case (let from?, nil) where ends[1].isEmpty: (first, last) = (from, bytes.count - 1)
    case (nil, let count?) where ends[0].isEmpty:
      (first, last) = count == 0 ? (bytes.count, 0) : (max(0, bytes.count - count), bytes.count - 1)
    default: return nil
    }
    if first >= bytes.count {
      return WebResponse(
        416, [("Content-Range", "bytes */\(bytes.count)"), ("Content-Length", "0")], [])
    }
    let part = Array(bytes[first...last])
    return WebResponse(
      206,
      headers + [
        ("ETag", tag), ("Content-Type", mediaType), ("Content-Length", "\(part.count)"),
        ("Content-Range", "bytes \(first)-\(last)/\(bytes.count)"),
        ("X-Content-Type-Options", "nosniff"),
      ], part)
  }

  /// Whether gzip is named, and not with a weight of 0 (RFC 9110 section 12.5.3).
  private static func accepts(gzip header: String?) -> Bool {
    guard let header else { return false }
    return header.lowercased().split(separator: ",").contains { item in
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let name = parts.first, name == "gzip" || name == "*" else { return false }
      return !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
    }
  }
}
