import Testing

@testable import DocumentReading

/// Manuals in DocBook and DITA.
@Suite struct ManualXMLTests {
  @Test func aTableOfDocBook() throws {
    #expect(
      try ReadingLines.lines(
        """
        <?xml version="1.0"?>
        <!DOCTYPE chapter [ <!ENTITY corp "Vendor"> ]>
        <chapter xmlns="http://docbook.org/ns/docbook">
          <title>Firewall rules</title>
          <sect1><title>Media</title>
            <table><title>Rules</title>
              <tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>
                <thead><row><entry>Purpose</entry><entry>Address</entry><entry>Port</entry></row></thead>
                <tbody>
                  <row><entry morerows="1">Speech</entry><entry><literal>192.0.2.1</literal></entry>
                    <entry>UDP 3478</entry></row>
                  <row><entry namest="b" nameend="b">192.0.2.2</entry><entry>TCP 443</entry></row>
                </tbody></tgroup></table>
            <para>All is told.</para></sect1>
        </chapter>
        """, "rules.xml") == [
          "Speech | Media, Rules | 192.0.2.1 | udp | 3478 | -",
          "Speech | Media, Rules | 192.0.2.2 | tcp | 443 | -",
        ])
  }

  @Test func aListOfDITA() throws {
    #expect(
      try ReadingLines.lines(
        """
        <?xml version="1.0"?>
        <!DOCTYPE concept PUBLIC "-//OASIS//DTD DITA Concept//EN" "concept.dtd">
        <concept id="ports"><title>Ports of the relay</title>
        <conbody><p>Open these addresses on TCP port 443:</p>
        <ul><li>192.0.2.1</li><li>relay.vendor.example</li></ul>
        <codeblock><![CDATA[nc -zv 192.0.2.9 <port>]]></codeblock></conbody></concept>
        """, "ports.xml"
      ).map { $0.split(separator: " | ").dropFirst(2).joined(separator: " ") } == [
        "192.0.2.1 tcp 443 -", "relay.vendor.example tcp 443 -",
      ])
  }

  @Test func otherXMLStaysData() {
    #expect(!ManualXML.begins("<?xml version=\"1.0\"?><rules><rule/></rules>"))
  }

  /// Broken and cut-off marks lead nowhere outside the text.
  @Test(arguments: [
    "<", "<!", "<!--", "<![CDATA[", "<?", "<tgroup", "</", "<a/", "<x b='", "<!DOCTYPE a [ <!",
  ])
  func endsOfText(_ text: String) {
    _ = ManualXML.html(Array(text.utf8))
    _ = ManualXML.html(Array("<tgroup>\(text)".utf8))
  }
}
