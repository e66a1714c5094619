import Foundation

/// What Litestream 0.5.17 answers over its socket, in its own form.
public enum LitestreamWords {
  /// That it copied all, or not all, of the file that it was asked about.
  public static func answer(
    to request: String, stored: Int = 7, copied: Int = 7, path: String? = nil
  ) -> LoopbackServer.Reply {
    let asked = asked(request)
    let body =
      #"{"status":"synced","path":"\#(path ?? asked)","txid":\#(stored),"#
      + #""replicated_txid":\#(copied)}"#
    return LoopbackServer.response(
      headers: ["Content-Type: application/json"], Array(body.utf8))
  }

  /// That it could not.
  public static func refusal(_ status: String, _ reason: String) -> LoopbackServer.Reply {
    LoopbackServer.response(status: status, Array(#"{"error":"\#(reason)"}"#.utf8))
  }

  /// The path that a request asks about.
  public static func asked(_ request: String) -> String {
    let body = request.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
    let object = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
    return object?["path"] as? String ?? ""
  }
}
