import Foundation
import TestSupport
import Testing

/// A support desk's sheet as it is, by the real program.
@Suite struct CustomerImportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("page.csv", "Service,Address,Port,Protocol\nWeb,192.0.2.1,443,TCP\n")
    try run("sync", "vendor/cloud", "page.csv")
  }

  @discardableResult
  private func run(_ arguments: String...) throws -> GatebookProcess.Result {
    try GatebookProcess.run(arguments, in: folder.path)
  }

  @Test func numbersAsPeopleWriteThem() throws {
    try folder.write(
      "sheet.csv",
      """
      sep=;
      customer;deployment;signaling port;data ports;from
      harbour;vendor/cloud;"7,421";5700 to 5763;2026-03-10
      quay;vendor/cloud;tcp/7422;5800\u{2011}5863;2026-03-10
      """)
    let done = try run("customer", "import", "sheet.csv")
    #expect(done.status == 0, "\(done.error)")
    for ports in [
      "harbour  vendor/cloud  tcp 7421 (signaling)", "harbour  vendor/cloud  udp 5700-5763 (data)",
      "quay  vendor/cloud  tcp 7422 (signaling)", "quay  vendor/cloud  udp 5800-5863 (data)",
    ] {
      #expect(done.output.contains(ports), "\(done.output)")
    }
    #expect(try run("customer", "import", "sheet.csv").output.hasPrefix("Nothing changes"))
  }

  @Test func columnsDaysAndMissingCustomersAreTold() throws {
    try folder.write(
      "kunden.csv", "Kunden 2026\nKd-Nr;Port;Ab\nharbour;7412.0;15.1.2026\nquay;7413;15.1.2026\n")
    let options =
      ["--deployment", "vendor/cloud", "--map", "Kd-Nr=customer"]
      + ["--map", "Port=signaling port", "--map", "Ab=from", "--date-format", "dd.mm.yyyy"]
    let done = try GatebookProcess.run(
      ["customer", "import", "kunden.csv"] + options, in: folder.path)
    #expect(done.status == 0, "\(done.error)")
    #expect(
      done.output.contains(
        "harbour  vendor/cloud  tcp 7412 (signaling)  from 2026-01-15 00:00 UTC"), "\(done.output)")
    try folder.write("kunden.csv", "Kd-Nr;Port;Ab\nharbour;7412;15.1.2026\n")
    let fewer = try GatebookProcess.run(
      ["customer", "import", "kunden.csv", "--complete"] + options, in: folder.path)
    #expect(
      fewer.output.hasSuffix("1 customer that the sheet does not name\n  quay\n"),
      "\(fewer.output)\(fewer.error)")
    for (option, words) in [
      (["--map", "Kd-Nr"], "is of the form"), (["--map", "Kd-Nr=fax"], "no column of customers"),
      (["--date-format", "d.m"], "names day, month and year"),
    ] {
      let wrong = try GatebookProcess.run(
        ["customer", "import", "kunden.csv"] + option, in: folder.path)
      #expect(wrong.status == 64 && wrong.error.contains(words), "\(wrong.error)")
    }
  }

  @Test func linesThatAreWrongForOneCauseAreToldTogether() throws {
    let rows = (1...956).map { "c\($0),\(70_000 + $0)" } + ["North EMS,7400"]
    try folder.write(
      "sheet.csv", "customer,signaling port\n" + rows.joined(separator: "\n") + "\n")
    let failed = try run("customer", "import", "sheet.csv", "--deployment", "vendor/cloud")
    #expect(failed.status == 65)
    #expect(
      failed.error.hasPrefix("Error: sheet.csv was not imported; 957 errors of 2 kinds:\n"),
      "\(failed.error.prefix(200))")
    #expect(failed.error.contains("sheet.csv:2: signaling port: \"70001\" is not"))
    #expect(failed.error.contains("and 953 more of this kind, up to line 957"))
    #expect(failed.error.contains("sheet.csv:958: customer: \"North EMS\""))
    #expect(failed.error.split(separator: "\n").count < 10)
  }
}
