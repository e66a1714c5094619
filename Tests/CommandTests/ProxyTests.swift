import Foundation
import TestSupport
import Testing

/// Documents that are fetched through a proxy.
@Suite(.mostlyWaits) struct ProxyTests {
  private let folder: TemporaryFolder
  private let proxy: LoopbackServer

  init() throws {
    folder = try TemporaryFolder()
    proxy = try LoopbackServer()
    proxy.answer(
      LoopbackServer.response(Array("service,address,ports,protocol\nWeb,8.8.8.8,443,tcp\n".utf8)))
  }

  private func run(_ setting: String, _ arguments: String...) throws -> GatebookProcess.Result {
    try folder.write("gatebook.toml", setting)
    return try GatebookProcess.run(
      arguments, in: folder.path, environment: ["GATEBOOK_CONFIG": folder.file("gatebook.toml")])
  }

  /// The name is asked of the proxy alone: none of these is resolved here.
  @Test func documentsAreFetchedThroughIt() throws {
    let setting = "[sources]\nproxy = \"\(proxy.url)\"\n"
    let page = "http://vendor.example/list.csv"
    #expect(try run(setting, "read", page).output.contains("8.8.8.8"))
    #expect(try run(setting, "sync", "v/one", page).status == 0)
    #expect(try run(setting, "source", "add", "v/two", page, "--new").status == 0)
    let synced = try run(setting, "sync")
    #expect(synced.status == 0, "\(synced.error)")
    #expect(proxy.seen.count == 3)
    for request in proxy.seen { #expect(request.hasPrefix("GET \(page) HTTP/1.1")) }
  }

  @Test func withoutASettingThereIsNone() throws {
    let result = try GatebookProcess.run(
      ["read", "http://vendor.invalid/list.csv"], in: folder.path,
      environment: ["http_proxy": proxy.url, "all_proxy": proxy.url])
    #expect(result.status == 69)
    #expect(proxy.seen.isEmpty)
  }

  @Test func anAddressThatIsNoneIsRefused() throws {
    let result = try run("[sources]\nproxy = \"proxy\"\n", "read", "http://vendor.invalid/")
    #expect(result.status == 78 && result.error.contains("sources.proxy"), "\(result.error)")
  }
}
