import Testing

@testable import DocumentReading

/// What reStructuredText gives as blocks.
@Suite struct ReStructuredTextTests {
  @Test func blocks() throws {
    let blocks = try BlockLines.of(
      """
      .. _top:

      =======
      Depot
      =======

      :Version: 3
      :Date: 2026-03-01

      .. |hub| replace:: hub.depot.example
      .. not for readers
         at all

      Open ``443`` to |hub| and :ref:`the others <hosts>` [1]_.

      Hosts
      -----

      - First: 192\\.0\\.2\\.1
        and a second line
      - Second

        #. step

      Gateway
        192.0.2.1
      Store
        192.0.2.2,
        192.0.2.3

      | 192.0.2.7
      | 192.0.2.8

      .. note:: Mind the order
         of the rules.

      .. code-block:: sh
         :linenos:

         $ probe hub.depot.example:443

      To try it::

         $ probe a.example

      .. [1] Only for new sites.
      """, "x.rst")
    #expect(
      blocks == [
        "! .. _top:", "# Depot", "Version: 3 / Date: 2026-03-01",
        "! .. |hub| replace:: hub.depot.example", "! .. not for readers / at all / ",
        "Open 443 to hub.depot.example and the others.", "## Hosts",
        "0- First: 192.0.2.1 / and a second line", "0- Second", "2- step", "0- Gateway",
        "1- 192.0.2.1", "0- Store", "1- 192.0.2.2, / 192.0.2.3", "192.0.2.7 / 192.0.2.8",
        "Mind the order / of the rules.", "> $ probe hub.depot.example:443", "To try it:",
        "> $ probe a.example", "Only for new sites.",
      ])
  }

  @Test func gridTables() throws {
    let blocks = try BlockLines.of(
      """
      +--------+-------------------+-------+
      | Site   | Host              | Port  |
      +========+===================+=======+
      | 北京   | | 192.0.2.32/27   | 443   |
      |        | | 192.0.2.64/27   |       |
      +        +-------------------+-------+
      |        | a.example         | 80    |
      +--------+-------------------+-------+
      | Further sites              | any   |
      +----------------------------+-------+
      | South | b.depot.example.org | 22 |
      +----------------------------+-------+
      """, "x.rst")
    #expect(
      blocks == [
        "table head 1", "| Site | Host | Port",
        "| 北京 | 192.0.2.32/27 / 192.0.2.64/27 | 443", "| 北京 | a.example | 80",
        "| Further sites | Further sites | any", "| South | b.depot.example.org | 22",
      ])
  }

  @Test func simpleTables() throws {
    let blocks = try BlockLines.of(
      """
      ======  =============  ====
      地点    Host           Port
      ======  =============  ====
      北京    192.0.2.32/27  443
              192.0.2.64/27
      南      a.example      80
      ======  =============  ====

      ====  ====
      a     1
      b     2
      ====  ====
      """, "x.rst")
    #expect(
      blocks == [
        "table head 1", "| 地点 | Host | Port", "| 北京 | 192.0.2.32/27 / 192.0.2.64/27 | 443",
        "| 南 | a.example | 80", "table", "| a | 1", "| b | 2",
      ])
  }

  @Test func tablesOfDirectives() throws {
    let blocks = try BlockLines.of(
      """
      .. list-table:: Outgoing
         :header-rows: 1
         :stub-columns: 1

         * - Host
           - Port
         * - a.example

             b.example
           - * 443
             * 80
         * - c.example
           -

      .. csv-table:: Incoming
         :header: "Host", "Port"
         :delim: ,

         "d.example", "80,
         443"
         e.example, 22

      .. table:: Further

         +---+---+
         | a | 1 |
         +---+---+
      """, "x.rst")
    #expect(
      blocks == [
        "table head 1 stub 1 (Outgoing)", "| Host | Port", "| a.example / b.example | 443 / 80",
        "| c.example | ", "table head 1 (Incoming)", "| Host | Port", "| d.example | 80, / 443",
        "| e.example | 22", "table (Further)", "| a | 1",
      ])
  }

  @Test(arguments: [
    ("``*.a.example``", "*.a.example"), ("**TCP** *only*", "TCP only"),
    ("`page <https://a.example>`_", "page"), ("`Ports`_", "Ports"),
    (":del:`192.0.2.1` b", "~192.0.2.1~ b"),
    ("443 [#f1]_", "443"), ("443\\ :sup:`1`", "443"), ("\\*.a.example", "*.a.example"),
    ("a|br|b", "a / x b"),
  ])
  func inlineMarkup(_ text: String, _ plain: String) throws {
    let blocks = try BlockLines.of("T\n=\n\nx \(text)\n", "x.rst")
    #expect(blocks.last?.replacing("/ b", with: "/ x b") == "x " + plain)
  }

  /// What is made to be large takes bounded time and memory.
  @Test func extremes() throws {
    let texts = [
      "+" + String(repeating: "-+", count: 5000) + "\n"
        + String(repeating: "|a|\n", count: 5000),
      "== ==\n" + String(repeating: "a  b\n", count: 6000),
      String(repeating: "== ==\n\n", count: 6000), String(repeating: "`a ", count: 10_000),
      String(repeating: ".. note::\n", count: 4000), String(repeating: "|a ", count: 10_000),
      String(repeating: "a\n---\n", count: 4000), String(repeating: "::\n\n", count: 4000),
      String(repeating: ":a:", count: 10_000),
    ]
    for text in texts {
      _ = try BlockLines.of("T\n==\n\n" + text + "\n", "x.rst")
    }
  }

  /// Columns are where this table's rows have them, not those of the next one.
  @Test func wideCharactersInTwoTables() throws {
    let lines = try ReadingLines.lines(
      #"""
      =========================================================  ==========  ===============================  ==============
      ホスト                                                     プロトコル  ポート番号                       コンポーネント
      =========================================================  ==========  ===============================  ==============
      2001:db8:43::a3; 203.0.113.160/28; turn.vendor000.example  ICMP        –                                音声
      turn-eu.vendor000.example                                  UDP         お客様ごとに割り当て (例: 7465)  管理画面
      203.0.113.191; 192.0.2.97-192.0.2.126                      TCP         10,200-10,209                    サインイン
      =========================================================  ==========  ===============================  ==============

      大阪
      ----

      ======================================================  ==========  ==========  ================
      ホスト                                                  プロトコル  ポート番号  コンポーネント
      ======================================================  ==========  ==========  ================
      2001:db8:a012::/48                                      TCP         80, 5222    プロビジョニング
      任意                                                    TCP         9092        画面共有
      \*.log-eu.vendor000.example; portal2.vendor000.example  TCP、UDP    25          シグナリング
      203.0.113.0/25; 192.0.2.65-192.0.2.70                   UDP         53, 514     ログ送信
      """#, "page.rst")
    #expect(lines[3] == "管理画面 | - | turn-eu.vendor000.example | udp | customer | -")
    #expect(lines[4] == "サインイン | - | 203.0.113.191 | tcp | 10200-10209 | -")
  }

  @Test func aTitleOverAllColumnsNamesNone() throws {
    #expect(
      try ReadingLines.lines(
        """
        +------------------+
        | Ports of tools   |
        +-------+----------+
        | Tool  | TCP ports|
        +=======+==========+
        | owamp | 861      |
        +-------+----------+
        | ntp*  | 123      |
        +-------+----------+

        """, "page.rst"
      ).map { $0.split(separator: " | ").filter { $0 != "-" }.joined(separator: " ") }.sorted()
        == ["ntp* tcp 123", "owamp tcp 861"])
  }

  /// A word is of the column in which it begins, however far it goes.
  @Test func noWordOfARowIsCutInTwo() throws {
    let blocks = try BlockLines.of(
      """
      Ports
      =====

      ===========  ======
      Host         Port
      ===========  ======
      192.0.2.1    443
      198.51.100.70 5060
      Voice,198.51.100.7,5061
      ===========  ======
      """, "page.rst")
    #expect(
      blocks == [
        "# Ports", "table head 1", "| Host | Port", "| 192.0.2.1 | 443",
        "| 198.51.100.70 | 5060", "| Voice,198.51.100.7,5061 | ",
      ])
  }
}
