/// Words of languages that fewer vendors write in: Ukrainian, Danish, Norwegian, Finnish, Hungarian,
/// Romanian, Greek, Vietnamese, Indonesian, Arabic and Hebrew. What a table's headers say, what asks, and
/// above all what negates: a sentence that is only half understood could open what it forbids.
extension LexiconWords {
  static let furtherWords: [(Concept, String)] = [
    // As firewalls' own data abbreviates them.
    (.address, "srcaddr dstaddr srcip dstip saddr daddr"),
    (.source, "srcaddr srcip saddr"),
    (.destination, "dstaddr dstip daddr"),
    (
      .port,
      "порти портів портами портах portene portti portit portin porttia portteja porttien portok "
        + "portot portja portul porturi porturile portului θύρα θύρες θύρας πόρτα πόρτες cổng منفذ "
        + "المنفذ منافذ المنافذ פורט פורטים הפורט הפורטים"
    ),
    (
      .transportProtocol,
      "протоколу протоколів protokoller protokolla protokollat protokollok protocolul protocoale "
        + "πρωτόκολλο πρωτόκολλα بروتوكول البروتوكول البروتوكولات פרוטוקול פרוטוקולים"
    ),
    (
      .address,
      "адреса адреси адресу адрес ip-адреса osoite osoitteet osoitteen osoitteita kohdeosoite "
        + "lähdeosoite cím címek címe címet adrese adresa adresele διεύθυνση διευθύνσεις alamat عنوان "
        + "العنوان عناوين العناوين כתובת כתובות הכתובות"
    ),
    (
      .host,
      "вузол сервер сервери серверів домен домени доменів ім'я vært værtsnavn værter domæne domæner "
        + "vertsnavn domene domener isäntä palvelin palvelimet verkkotunnus verkkotunnukset "
        + "kiszolgáló szerver tartomány gazdagép gazdă serverul domeniu domenii διακομιστής "
        + "διακομιστές τομέας τομείς peladen خادم الخادم نطاق النطاقات שרת שרתים דומיין דומיינים"
    ),
    (
      .network,
      "мережа мережі підмережа netværk undernet nettverk verkko verkot aliverkko hálózat alhálózat "
        + "rețea rețele δίκτυο δίκτυα jaringan شبكة الشبكة רשת רשתות"
    ),
    (
      .source,
      "джерело джерела відправник kilde kildeadresse afsender lähde lähdeosoite forrás forráscím "
        + "sursă sursa πηγή προέλευση sumber asal المصدر مصدر מקור"
    ),
    (
      .destination,
      "призначення одержувач destinationsadresse modtager måladresse måladress mottaker doeladres "
        + "kohde kohdeosoite cél célcím destinație destinația destinatar προορισμός προορισμού tujuan "
        + "الوجهة وجهة المقصد יעד היעד"
    ),
    (
      .direction,
      "напрямок напрям retning suunta irány direcție direcția κατεύθυνση arah الاتجاه اتجاه כיוון"
    ),
    (
      .action,
      "дія toiminto művelet acțiune ενέργεια tindakan الإجراء פעולה"
    ),
    (
      .service,
      "служба послуга сервіс опис мета призначенням tjeneste tjenester formål beskrivelse palvelu "
        + "palvelut kuvaus tarkoitus käyttötarkoitus szolgáltatás leírás rendeltetés serviciu servicii "
        + "descriere scop υπηρεσία υπηρεσίες περιγραφή σκοπός layanan deskripsi keterangan kegunaan "
        + "الخدمة خدمة الوصف الغرض שירות שירותים תיאור מטרה"
    ),
    (
      .inbound,
      "вхідний вхідні вхідна вхідне вхідних indgående innkommende inngående saapuva saapuvat "
        + "saapuvan sisääntuleva bejövő intrare intrări εισερχόμενη εισερχόμενες εισερχόμενα "
        + "εισερχόμενο masuk وارد واردة الواردة الوارد נכנס נכנסת נכנסים נכנסות"
    ),
    (
      .outbound,
      "вихідний вихідні вихідна вихідне вихідних udgående utgående lähtevä lähtevät lähtevän "
        + "ulospäin kimenő ieșire ieșiri εξερχόμενη εξερχόμενες εξερχόμενα εξερχόμενο keluar صادر "
        + "صادرة الصادرة الصادر יוצא יוצאת יוצאים יוצאות"
    ),
    (.both, "обидва begge molemmat mindkettő ambele αμφότερες keduanya"),
    (
      .any,
      "будь-який будь-яка усі всі enhver kaikki mikä bármely bármilyen összes orice oricare "
        + "toate όλες όλα οποιαδήποτε semua أي جميع כל"
    ),
    (
      .allow,
      "дозволити дозвольте дозволено tillad tilladt tillade tillat tillatt salli sallia sallittava "
        + "sallittu engedélyezze engedélyezni engedélyezett permiteți permis permise επιτρέψτε "
        + "επιτρέπεται izinkan diizinkan اسمح السماح אפשר לאפשר "
        + "erlaubte erlaubten erlaubter autorisée autorisés autorisées permitida permitidos permitidas "
        + "consentiti consentita consentite toegestane dozwolony dozwolone dozwolonych dozwolona povolen "
        + "povolena povoleny povolených povolené tillåtna tillåtet tillåtas tillåts tilladte tillatte "
        + "разрешён разрешен разрешена разрешены разрешённых разрешенных разрешённые разрешенные "
        + "дозволений дозволені дозволених"
    ),
    (
      .deny,
      "заблокувати заблокуйте заборонено blokér blokeret blokker blokkert estä estetty tiltsa "
        + "tiltott blocați blocat αποκλείστε αποκλεισμένη blokir diblokir حظر احظر محظور חסום חסומים "
        + "bloquez bloquee bloqueie blocca bloccate blokkeer zablokujcie blokujte zablokujte "
        + "engelleyin blokować zablokować блокує блокувати заблокируйте neotvírejte neotevírejte nepovolujte nezapínejte"
    ),
    (
      .not,
      "nessun nessuna nessuno neither nor není nejsou değildir ningún ninguna nenhum nenhuma ingen "
        + "inga inget intet aldri nooit غير "
        + "ні ikke aldrig ei älä älkää eivät eikä nem niciodată δεν μην không đừng chưa jangan tidak "
        + "bukan لا לא אין nesmí nesmie nesmějí nesmejú"
    ),
    (
      .ask,
      "відкрити відкрийте відкриті відкрито доступ доступний доступні дозволити дозвольте "
        + "дозволено повинен повинні åbn åbne åben tillad tilladt adgang tilgængelig "
        + "tilgængelige tilgang tilgjengelig tilgjengelige avaa avattava avoinna avoimia salli "
        + "sallittava nyissa nyitva megnyitni engedélyezze hozzáférés elérhető deschideți "
        + "deschis deschise permiteți accesibil accesibile ανοίξτε ανοιχτή ανοιχτές επιτρέψτε "
        + "πρόσβαση mở buka dibuka izinkan diizinkan akses افتح فتح اسمح السماح פתח פתוח פתוחים "
        + "אפשר לאפשר גישה חייב"
    ),
    (
      .need,
      "потрібно потрібні потрібен необхідно необхідні необхідний kræver tarvitaan "
        + "tarvittavat vaaditaan szükséges szükségesek necesar necesare necesită "
        + "απαιτείται απαιτούνται diperlukan membutuhkan مطلوب مطلوبة נדרש נדרשים"
    ),
    (
      .following,
      "наступні наступних наступним такі følgende nedenstående seuraavat seuraavien seuraaviin "
        + "következő alábbi următoarele următorii următoarelor ακόλουθες ακόλουθα παρακάτω berikut "
        + "التالية التالي הבאים הבאות הבא"
    ),
    (
      .and,
      "та og és și şi και dan và و ו sowie samt nonché evenals alsook sekä valamint serta וכן وكذلك"
    ),
    (.or, "або eller tai vagy sau ή atau أو או alebo hoặc"),
    (.from, "від fra alkaen dalla dal dalle desde dari"),
    (.until, "до hasta asti hingga până"),
  ]

  /// Phrases of languages that write words in parts, and of Chinese as written in Taiwan.
  static let furtherPhrases: [(String, ConceptSet)] = [
    ("dịch vụ", ConceptSet(.service)), ("mục đích", ConceptSet(.service)),
    ("địa chỉ", ConceptSet(.address)), ("máy chủ", ConceptSet(.host)),
    ("tên miền", ConceptSet(.host)), ("giao thức", ConceptSet(.transportProtocol)),
    ("hướng", ConceptSet(.direction)), ("cho phép", ConceptSet(.allow).union(ConceptSet(.ask))),
    ("cần mở", ConceptSet(.ask)),
    ("nu deschide", ConceptSet(.not)), ("nu permite", ConceptSet(.not)),
    ("nu este", ConceptSet(.not)), ("nu sunt", ConceptSet(.not)),
    ("傳出", ConceptSet(.outbound)), ("傳入", ConceptSet(.inbound)),
    ("sau đây", ConceptSet(.following)), ("dưới đây", ConceptSet(.following)),
  ]
}
