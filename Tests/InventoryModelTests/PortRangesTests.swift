import EndpointModel
import InventoryModel
import Testing

@Suite struct PortRangesTests {
  @Test(arguments: [
    ("7412-7415,7420", "7412-7415,7420"), ("7420; 7412 – 7415", "7412-7415,7420"),
    ("7412,7413", "7412,7413"), ("7-9,5-7,6", "5-9"),
    ("20, 119", "20, 119"), ("7412", "7412"), ("80,443", "80,443"),
    ("100,200", "100,200"),
  ])
  func aListIsReadAndWritten(_ text: String, _ written: String) throws {
    let ranges = try PortRanges(parsing: text)
    #expect(ranges.description == written)
    #expect(PortRanges(ranges.description) == ranges)
  }

  @Test(arguments: [
    ("20,119", "20,119 is one number or two; write it as 20119, or as 20, 119"),
    ("7412,7,421", "7,421 is one number or two; write it as 7421, or as 7, 421"),
    ("", "it is empty"), ("7412,", "it is empty"), ("7412 7420", "it is not a decimal number"),
    ("9-5", "its end lies before its start"), ("70000,1", "it is above 65535"),
  ])
  func whatIsNoList(_ text: String, _ rule: String) {
    do throws(ValueError) {
      Issue.record("\(try PortRanges(parsing: text))")
    } catch {
      #expect(error.rule == rule)
    }
  }
}
