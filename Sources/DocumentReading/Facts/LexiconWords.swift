/// The words themselves, in lower case: English, German, French, Spanish, Italian, Portuguese,
/// Dutch, Polish, Czech, Swedish, Turkish, Russian, Japanese, Chinese and Korean.
enum LexiconWords {
  static let words: [(Concept, String)] = [
    (
      .port,
      "port ports dport dports portrange portnumber porte porte- puerto puertos porta portas poort "
        + "poorten porty portu portów porcie portar porten portlar bağlantı_noktası порт порты "
        + "порта портов порту портам udpports tcpports destport dstport"
    ),
    (
      .transportProtocol,
      "protocol protocols proto transport l4 protokoll protokolle protocole protocoles protocolo "
        + "protocolos protocollo protocolli transporte trasporto protokół protokołu protokoły "
        + "protokollen protokollet protokołów protokołach protokołami protocollen protocolul "
        + "protokolů protokolům protokol protokoly protokolü protokolleri iletim протокол протоколы "
        + "протоколу протоколов протоколам протоколах транспорт ipprotocol"
    ),
    (
      .application,
      "application app l7 anwendung anwendungsprotokoll aplicación aplicativo applicativo applicatif "
        + "applicative toepassing aplikacja aplikace applikation uygulama приложение"
    ),
    (
      .address,
      "ip ips ipv4 ipv6 ipaddress address addresses addr addrs cidr cidrs url urls uri fqdn fqdns "
        + "dns endpoint endpoints adresse adressen adresses dirección direcciones indirizzo indirizzi "
        + "endereço endereços adres adressen adresy adresów adresu adresa adresser adressler adresi "
        + "адрес адреса адресов адресам prefix prefixes präfix préfixe prefijo prefisso whitelisted "
        + "netblock netblocks gegenstelle whitelist allowlist"
    ),
    (
      .host,
      "host hosts hostname hostnames domain domains server servers rechnername rechner hôte hôtes "
        + "domaine domaines serveur serveurs nom equipo equipos servidor servidores dominio dominios "
        + "nome domini domínio domínios hostnaam domein domeinen nazwa domena domeny serwer doména "
        + "noms nomi nomes nombres namen nazwy názvy domény hostitel värd värdnamn domän sunucu alan_adı узел узла имя имена хост хосты домен "
        + "домены сервер website sites"
    ),
    (
      .network,
      "network networks net subnet subnets netz netze netzwerk range ranges réseau réseaux plage "
        + "plages red redes rango rangos rete reti rede netwerk netwerken subnetz sieć sieci podsieć "
        + "síť sítě nät nätverk ağ сеть сети подсеть block blocks iprange"
    ),
    (
      .mask,
      "mask netmask subnetmask wildcard maske netzmaske subnetzmaske masque máscara maschera masker maska маска"
    ),
    (.prefixLength, "length len masklen prefixlen prefixlength präfixlänge bits masklength"),
    (
      .source,
      "source src sources from quelle quell quellen von herkunft origine provenance origen fuente fuentes desde "
        + "origem sorgente sorgenti provenienza bron źródło źródłowy zdroj källa från kaynak "
        + "источник откуда отправитель client clients caller initiator initiiert"
    ),
    (
      .destination,
      "destination destinations dest dst target targets ziel ziele zielserver zieladresse nach "
        + "remote destino destinos hacia destinazione destinazioni verso vers cible cibles bestemming "
        + "naar cel docelowy docelowe cíl cílový mål destination hedef получатель "
        + "назначения куда peer"
    ),
    (
      .direction,
      "direction richtung verkehrsrichtung verkehr traffico trafik verkeer трафик sens sentido direzione verso direção kierunek směr "
        + "riktning yön направление traffic trafic flusso tráfico tráfego verkeersrichting ruch"
    ),
    (
      .action,
      "akcja akcje azione işlem action actions permission verdict policy operation setting access aktion zugriff regel acción "
        + "azione ação actie działanie akce åtgärd eylem действие правило rule règle regla regola "
        + "regra reguła kural"
    ),
    (
      .status,
      "status state zustand état estado stato staat stan stav durum статус lifecycle decision "
        + "change changes änderung änderungen modification cambio modifica alteração wijziging zmiana "
        + "изменение endring entscheidung décision"
    ),
    (
      .service,
      "service services component components purpose function functionality description descr usage use "
        + "used name names feature features product products reason what why dienst dienste "
        + "komponente komponenten zweck verwendung verwendungszweck funktion beschreibung composant "
        + "fonction usages utilité objet servicio componente uso función finalidad propósito "
        + "descripción servizio funzione descrizione scopo utilizzo serviço finalidade função "
        + "descrição onderdeel doel functie omschrijving usługa składnik zastosowanie opis funkcja "
        + "cel_użycia služba účel popis tjänst ändamål beskrivning syfte hizmet amaç açıklama служба "
        + "компонент назначение функция описание сервис услуга title titel titre título titolo module "
        + "provider anbieter fournisseur proveedor provedor fornitore leverancier dostawca провайдер "
        + "anlass bezeichnung rolle role rôle rol ruolo papel rola роль item device system connection "
        + "process program reasons task kind category"
    ),
    (
      .group,
      "group groups region regions location locations area areas site zone zones datacenter "
        + "datacentre city state country pop role continent center centre cluster geography standort "
        + "standorte rechenzentrum gebiet région emplacement région ubicación sede región local "
        + "regione località região localização regio locatie vestiging gebied region lokalizacja "
        + "obszar oblast lokalita plats bölge konum регион площадка расположение зона tenant "
        + "environment umgebung environnement entorno ambiente omgeving środowisko prostředí miljö "
        + "ortam среда"
    ),
    (
      .note,
      "note notes comment comments remark remarks bemerkung bemerkungen hinweis hinweise anmerkung "
        + "anmerkungen kommentar remarque remarques commentaire observaciones notas comentarios nota "
        + "osservazioni commento commenti observações comentário opmerking opmerkingen toelichting "
        + "uwagi komentarz poznámka poznámky anteckning anmärkning not notlar примечание комментарий "
        + "wymagane wymagany requis requise erforderlich requerido requerida obbligatorio obrigatório "
        + "verplicht vereist требуется обязательно limitazioni details detail required mandatory optional needed info information default "
        + "defaults"
    ),
    (
      .identifier,
      "id ids no nr num number # lfd row line index rank order step pos position n° n.º nº "
        + "numéro numero número nummer lp лп"
    ),
    (
      .count,
      "count counts instances instancias istanze instâncias instanties instancje instanser örnekler "
        + "экземпляры экземпляров anzahl instanzen nodes nombre número_de liczba počet antal adet число "
        + "quantity qty amount weight weights attacks hits sites capacity bandwidth rate users cores "
        + "memory cpu ram vcpu vcpus size speed kbit mbit gb mb ttl vlan priority cost metric code "
        + "version versions mode umask extension phone telephone room rack mtu preference timeout "
        + "latency requests errors seats price year build asn asset ticket postcode zip floor age disk "
        + "score total connections interval employees page slot channel durchwahl preis raum telefon "
        + "prix precio preço prijs cena цена fax"
    ),
    (
      .owner,
      "owner contact team responsible verantwortlich ansprechpartner responsable contact responsabile "
        + "responsável beheerder opiekun vlastník ägare sorumlu ответственный"
    ),
    (
      .encryption,
      "tls ssl encrypted encryption verschlüsselt verschlüsselung chiffré chiffrement cifrado cifrato "
        + "versleuteld szyfrowane šifrováno krypterad şifreli шифрование secure auth authentication"
    ),
    (
      .first,
      "first start begin beginning from low lowest min minimum lower von erster anfang début premier "
        + "première inicial primer primero inicio prima iniziale primeira início eerste van od "
        + "pierwszy první från första ilk başlangıç от первый начало"
    ),
    (
      .last,
      "last end to high highest max maximum upper bis letzter ende fin dernier dernière final último "
        + "ultima finale fine última tot laatste do ostatni poslední till sista son bitiş до последний "
        + "конец"
    ),
    (
      .validity,
      "valid effective since validity gültig ab wirksam valable effectif válido vigente valido "
        + "effettivo geldig ważny platnost giltig geçerli действует expires expiry until introduced"
    ),
    (
      .any,
      "any all * every anywhere everything beliebig beliebige beliebiger alle alles jede jeder "
        + "überall tous toutes tout toute quelconque cualquiera cualquier todos todas todo qualsiasi "
        + "qualunque tutti tutte tutto ogni qualquer willekeurig elk elke iedere dowolny dowolne "
        + "dowolna wszystkie wszystko każdy libovolný libovolná všechny vše jakýkoli alla valfri "
        + "vilken herhangi tüm hepsi любой любая любое любые все всё internet each"
    ),
    (
      .allow,
      "allow allowed allows permit permitted accept add erlauben erlaubt zulassen zugelassen autoriser "
        + "autorisé permettre permitir permitido autorizar consentire consentito permettere autorizado "
        + "toestaan toegestaan zezwól zezwalaj dopuść povolit povoleno tillåt tillåten izin разрешить "
        + "разрешено pass habilitada habilitado habilitadas habilitados liberada liberado "
        + "liberadas liberados liberação liberar libere apertura habilitación ouverture freigabe "
        + "freischaltung freischaltungen whitelistez whitelister åpen åpne åpnes åben åbne åbnes "
        + "tillat tillatt zulässt zulasse zugelassene gestatten gestattet freigibt freigegeben "
        + "freischaltet"
    ),
    (
      .deny,
      "disabled abgeschaltet prohibited prohibido interdit bloqué bloqués bloqueado bloqueada bloccato "
        + "vietato geblokkeerd zablokowany zablokowane blokováno blockerad заблокирован запрещён запрещен "
        + "odrzuć odrzucaj zablokuj nega blocca reddet engelle interdire interdite interdits entfällt "
        + "closed geschlossen fermé fermée fermés fermées cerrado cerrada cerrados chiuso chiusa chiusi "
        + "chiuse fechado fechada gesloten zamknięty zamknięte zavřený zavřené закрыт закрыта закрыты "
        + "stängd stängda kapalı "
        + "deny denied block blocked blocking drop dropped reject rejected remove removed delete deleted "
        + "disallow forbidden prohibit verbieten verboten sperren gesperrt ablehnen blockieren refuser "
        + "refusé bloquer interdit denegar denegado bloquear negar negare bloccare weigeren blokkeren "
        + "geweigerd odmów zablokuj blokuj zakázat blokovat neka blockera reddet engelle запретить "
        + "запрещено блокировать заблокирован заблокированы заблокированные запрещены запрещенные "
        + "blockiert blockierte gesperrte bloqué bloqués bloquée bloquées bloqueado bloqueados "
        + "bloqueada bloqueadas bloccato bloccati bloccata bloccate geblokkeerd geblokkeerde "
        + "zablokowany zablokowane blokované blockerad blockerade engellenen exclude excluded deny_list denylist blacklist blocklist "
        + "blacklisted blocklisted denylisted banned"
    ),
    (
      .inbound,
      "inbound incoming in イン 인 eingehend eingehende eingehender eingehenden entrant entrants "
        + "entrante entrantes entrantes entrada ingresso ingressi entrata inkomend inkomende "
        + "przychodzący przychodzące przychodzących přícházející příchozí inkommande gelen входящий "
        + "входящие входящее входящая входящих"
    ),
    (
      .outbound,
      "outbound outgoing out アウト 아웃 ausgehend ausgehende ausgehender ausgehenden sortant sortante "
        + "sortants sortantes saliente salientes salida uscita saída uitgaand uitgaande wychodzący "
        + "wychodzące wychodzących odchozí utgående giden исходящий исходящие исходящее исходящая "
        + "исходящих"
    ),
    (.ingress, "ingress"), (.egress, "egress"),
    (
      .both,
      "both bidirectional bi-directional beide beides bidirektional bidirectionnel bidireccional "
        + "bidirezionale bidirecional ambos ambas entrambe entrambi oba obie obousměrný båda "
        + "dubbelriktad ikisi оба обе двусторонний two-way twoway"
    ),
    (
      .retired,
      "discontinued inactive eliminado eliminada rimosso rimossa verwijderd usunięty удалён удален "
        + "retired deprecated obsolete removed decommissioned former formerly old eol sunset legacy "
        + "previous unused veraltet stillgelegt abgekündigt obsolète supprimé obsoleto retirado "
        + "dismesso dismessi descontinuado verouderd vervallen wycofane wycofany zrušeno utfasad "
        + "eliminados eliminadas supprimée supprimés supprimées retirés retirées rimossi rimosse "
        + "removido removida removidos removidas usunięte usunięta usuniętych удалены удалена "
        + "видалено видалені odstraněn odstraněna odstraněny "
        + "poistettu eltávolítva deleted gelöscht "
        + "kullanımdan устаревший устарело changelog history expired ended"
    ),
    (
      .customer,
      "customer customers tenant tenants subscriber kundenspezifisch kunde kunden zugeteilt "
        + "mandantenspezifisch attribué propre cliente asignado assegnata assegnato atribuída "
        + "atribuído klant toegewezen klientowi przydzielany zákazník tilldelas kund müşteri atanır "
        + "назначается клиенту assigned profile configurable configured specific"
    ),
    (
      .example,
      "example examples ex beispiel beispiele exemple ejemplo esempio exemplo voorbeeld przykład příklad "
        + "exempel örnek пример sample"
    ),
    (
      .unknown,
      "tbd tba tbc unknown pending unbekannt inconnu desconocido sconosciuto onbekend nieznany "
        + "неизвестно dynamic dynamisch dynamique dinámico dinamico dynamiczny varies variable ephemeral"
    ),
    (
      .own,
      "your internal local lan own intern internes interne interner ihr ihre ihrem arbeitsplätze "
        + "votre interne su interna vostra vostro sua uw intern wewnętrzna państwa vnitřní intern dahili "
        + "внутренняя ваша ваш workstations premises onprem intranet"
    ),
    (.yes, "yes はい 예 是 有 ja oui sí sim tak ano evet да true y x"),
    (.no, "no いいえ 아니요 아니오 否 无 nein non não nee nie ne nej hayır нет false n"),
    (.and, "and und et y e en i a oraz och ve и і та plus と 和 及 및 와 과 以及 および ならびに"),
    (.or, "or oder ou o of lub nebo eller veya или 또는 または もしくは 或 或者"),
    (.from, "from von de del desde da od från с от van"),
    (
      .until,
      "to through thru until till til bis t/m à al a até do tot по до až ile 至 到 から 부터 에서 upto"
    ),
    (
      .except,
      "except excluding excepting minus without but außer ausgenommen ohne sauf hors excepto salvo "
        + "menos tranne escluso eccetto exceto behalve zonder oprócz kromě mimo utom förutom hariç "
        + "кроме исключая neq exclusive"
    ),
    (
      .between,
      "between range zwischen entre fra tra tussen między mezi mellan arasında между rango"
    ),
    (
      .above,
      "above over gt ge greater higher ≥ > über au-dessus superiores sopra boven powyżej nad"
    ),
    (.below, "below under lt le less lower ≤ < unter unterhalb inferiores sotto onder poniżej pod"),
    (
      .not,
      "not never don't doesn't mustn't isn't nicht kein keine nie niemals ne n pas jamais no nunca "
        + "non mai não niet geen nooit nie nigdy ne inte aldrig değil не нельзя cannot avoid "
        + "n'ouvrez nieuw_niet"
    ),
    (
      .ask,
      "allow allows allowed allowing open opened opens permit permits permitted unblock enable enabled "
        + "whitelist whitelisted allowlist allowlisted reach reachable reaches reached accept accepts "
        + "access accessible connect connects connections communicate require requires required need "
        + "needs use uses listen listens erlauben erlaubt zulassen freischalten freigeben freigegeben "
        + "frei freizugeben öffnen geöffnet erreichbar erreichen erreicht benötigt autorisez autoriser "
        + "ouvrez ouvrir joignables joindre accessible accéder permita permitir permite abra abrir "
        + "accesibles acceder llegar consentire consenta aprire raggiungere raggiungibili permettere "
        + "acessíveis chegar autorizar sta open toestaan bereikbaar bereiken zezwól otwórz otworzyć "
        + "dostępne dostęp povolte povolit otevřete otevřít dostupné tillåt öppna nåbara izin verin açın "
        + "otvorte otvoriť otvorite otvoriti отворете отворите obriu obrir "
        + "разрешите откройте открыть доступны доступ must should allow-list connecting "
        + "freigeschaltet zugriff zugreifen offen ouvert ouverts ouverte ouvertes autorisé autorisés "
        + "autorisée autorisées accès liberar libere liberada liberadas liberado liberados aberta "
        + "abertas aberto abertos autorize acessar acesso abierta abiertas abierto abiertos abrirse "
        + "habilitar habilite permitida permitidas acceso aperta aperte aperto aperti consentita "
        + "consentite accesso geopend opengezet openstaan toegang otwarte otwarty zezwolić otevřené "
        + "otevřen otevřený přístup öppen öppet åtkomst açık erişim открыты открыта открыт разрешены "
        + "разрешен разрешить forward forwarded forwarding weitergeleitet weiterleiten rediriger "
        + "liberação apertura habilitación ouverture freigabe freischaltung freischaltungen whitelistez "
        + "whitelister åpen åpne åpnes åben åbne åbnes tillat tillatt zulässt zulasse gestatten "
        + "gestattet freigibt freischaltet "
        + "redirigé redirigés redirigir redirigidos reenviar inoltrare inoltrate doorgestuurd przekierowane"
    ),
    (
      .need,
      "needed necessary benötigte benötigten benötigen erforderlich erforderliche "
        + "erforderlichen notwendig notwendige notwendigen nécessaire nécessaires nécessite "
        + "nécessitent requis requise requises requièrent necesario necesaria necesarios "
        + "necesarias requiere requieren requerido requerida requeridos requeridas necesita "
        + "necesitan necessario necessaria necessari necessarie richiesto richiesta richiesti "
        + "richieste richiede richiedono servono necessário necessária necessários necessárias "
        + "requer requerem exige exigem nodig vereist vereiste benodigd benodigde noodzakelijk "
        + "wymagane wymagany wymaga wymagają potrzebne potrzebny niezbędne требуется требуются "
        + "необходимо необходимы необходим нужно нужны нужен potřeba potřebné potřebný vyžaduje "
        + "vyžadovány nutné krävs kräver behövs behöver nødvendig nødvendige kræves kreves "
        + "gerekli gereklidir gerekir gereken gerekiyor"
    ),
    (
      .following,
      "following follows below these listed folgenden folgende diesen diese suivantes suivants suivant suivante folgender folgendem siguiente seguente seguinte volgend ces ci-dessous dessous listées listés "
        + "siguientes estas estos seguenti questi seguintes estes volgende deze następujących tych "
        + "poniższej následující těmto följande dessa aşağıdaki следующим следующей этим следующие "
        + "следующих следующими следующую следующее następujące następującym następujący poniższe"
    ),
  ]

  /// Abbreviations that introduce an example.
  static let examples = [
    "e.g.", "e. g.", "eg.", "ex.", "z.b.", "z. b.", "bspw.", "p. ej.", "p.ej.", "par ex.", "p. ex.",
    "p.ex.", "ej.", "f.eks.", "bv.", "ad es.", "bijv.", "b.v.", "np.", "např.", "t.ex.", "t. ex.",
    "örn.", "напр.",
  ]

  static let phrases: [(String, ConceptSet)] = [
    ("en entrée", ConceptSet(.inbound)), ("en sortie", ConceptSet(.outbound)),
    ("wurde entfernt", ConceptSet(.retired)), ("wurden entfernt", ConceptSet(.retired)),
    ("no longer", ConceptSet(.retired)), ("nicht mehr", ConceptSet(.retired)),
    ("ne sert plus", ConceptSet(.retired)), ("plus utilis", ConceptSet(.retired)),
    ("n'est plus", ConceptSet(.retired)), ("ya no se", ConceptSet(.retired)),
    ("ya no es", ConceptSet(.retired)), ("non più", ConceptSet(.retired)),
    ("non è più", ConceptSet(.retired)), ("já não", ConceptSet(.retired)),
    ("não é mais", ConceptSet(.retired)), ("niet meer", ConceptSet(.retired)),
    ("już nieuż", ConceptSet(.retired)), ("już nie", ConceptSet(.retired)),
    ("již ne", ConceptSet(.retired)), ("inte längre", ConceptSet(.retired)),
    ("artık", ConceptSet(.retired)), ("больше не", ConceptSet(.retired)),
    ("out of use", ConceptSet(.retired)), ("out of service", ConceptSet(.retired)),
    ("end of life", ConceptSet(.retired)), ("switched off", ConceptSet(.retired)),
    ("außer betrieb", ConceptSet(.retired)), ("please remove", ConceptSet(.retired)),
    ("change log", ConceptSet(.retired)), ("change history", ConceptSet(.retired)),
    ("revision history", ConceptSet(.retired)), ("release notes", ConceptSet(.retired)),
    ("nicht übernehmen", ConceptSet(.retired)),
    ("no firewall rule", ConceptSet(.retired)), ("keine firewallregel", ConceptSet(.retired)),
    ("for example", ConceptSet(.example)), ("for instance", ConceptSet(.example)),
    ("such as", ConceptSet(.example)), ("e.g.", ConceptSet(.example)),
    ("e. g.", ConceptSet(.example)), ("z.b.", ConceptSet(.example)),
    ("z. b.", ConceptSet(.example)), ("par ex.", ConceptSet(.example)),
    ("p. ej.", ConceptSet(.example)), ("p.ej.", ConceptSet(.example)),
    ("ad es.", ConceptSet(.example)), ("bijv.", ConceptSet(.example)),
    ("np.", ConceptSet(.example)), ("např.", ConceptSet(.example)),
    ("t.ex.", ConceptSet(.example)), ("напр.", ConceptSet(.example)),
    ("za wyjątkiem", ConceptSet(.except)), ("z wyjątkiem", ConceptSet(.except)),
    ("с исключением", ConceptSet(.except)), ("за исключением", ConceptSet(.except)),
    ("with the exception", ConceptSet(.except)), ("other than", ConceptSet(.except)),
    ("mit ausnahme", ConceptSet(.except)), ("à l'exception", ConceptSet(.except)),
    ("a excepción", ConceptSet(.except)), ("ad eccezione", ConceptSet(.except)),
    ("blocks the following", ConceptSet(.deny)), ("do not", ConceptSet(.not)),
    ("must not", ConceptSet(.not)),
    ("les deux", ConceptSet(.both)), ("two way ", ConceptSet(.both)),
    ("in/out", ConceptSet(.both)),
    ("out/in", ConceptSet(.both)), ("in & out", ConceptSet(.both)),
    ("przeznaczenie ruchu", ConceptSet(.destination)),
    ("to be announced", ConceptSet(.unknown)), ("see below", ConceptSet(.unknown)),
    ("layer 4", ConceptSet(.transportProtocol)), ("layer 7", ConceptSet(.application)),
  ]

  /// Words that contain one of `signs` without meaning it: the words for "transport" and
  /// "support" end in the word for "port".
  static let longSigns: [(String, ConceptSet)] = [
    ("トランスポート", ConceptSet(.transportProtocol)), ("サポート", []), ("レポート", []),
    ("エクスポート", []), ("インポート", []), ("パスポート", []),
    ("許可しない", ConceptSet(.deny)), ("許可されないポート", ConceptSet(.deny)),
    ("許可されていないポート", ConceptSet(.deny)), ("公開しない", ConceptSet(.deny)), ("不应开放", ConceptSet(.deny)),
    ("不應開放", ConceptSet(.deny)), ("不应暴露", ConceptSet(.deny)), ("開放しない", ConceptSet(.deny)),
    ("不允许的端口", ConceptSet(.deny)), ("不允許的端口", ConceptSet(.deny)), ("未允许的端口", ConceptSet(.deny)),
    ("未允許的端口", ConceptSet(.deny)), ("不开放的端口", ConceptSet(.deny)), ("不開放的端口", ConceptSet(.deny)),
    ("허용되지 않는 포트", ConceptSet(.deny)), ("허용하지 않는 포트", ConceptSet(.deny)),
  ]

  /// Japanese, Chinese and Korean words, searched for inside texts.
  static let signs: [(String, ConceptSet)] = [
    ("端口", ConceptSet(.port)), ("埠", ConceptSet(.port)), ("ポート", ConceptSet(.port)),
    ("포트", ConceptSet(.port)),
    ("协议", ConceptSet(.transportProtocol)), ("協定", ConceptSet(.transportProtocol)),
    ("プロトコル", ConceptSet(.transportProtocol)), ("프로토콜", ConceptSet(.transportProtocol)),
    ("규약", ConceptSet(.transportProtocol)),
    ("传输", ConceptSet(.transportProtocol)),
    ("전송", ConceptSet(.transportProtocol)),
    ("地址", ConceptSet(.address)), ("アドレス", ConceptSet(.address)), ("주소", ConceptSet(.address)),
    ("接続先", ConceptSet(.address)), ("域名", ConceptSet(.host)), ("主机", ConceptSet(.host)),
    ("主機", ConceptSet(.host)), ("ホスト", ConceptSet(.host)), ("ドメイン", ConceptSet(.host)),
    ("호스트", ConceptSet(.host)), ("도메인", ConceptSet(.host)), ("服务器", ConceptSet(.host)),
    ("网段", ConceptSet(.network)), ("网络", ConceptSet(.network)),
    ("ネットワーク", ConceptSet(.network)), ("네트워크", ConceptSet(.network)),
    ("来源", ConceptSet(.source)), ("源地址", ConceptSet(.source)), ("送信元", ConceptSet(.source)),
    ("출발지", ConceptSet(.source)), ("소스", ConceptSet(.source)),
    ("目标", ConceptSet(.destination)), ("目的", ConceptSet(.destination)),
    ("宛先", ConceptSet(.destination)), ("목적지", ConceptSet(.destination)),
    ("方向", ConceptSet(.direction)), ("방향", ConceptSet(.direction)),
    ("操作", ConceptSet(.action)), ("动作", ConceptSet(.action)), ("動作", ConceptSet(.action)),
    ("アクション", ConceptSet(.action)), ("동작", ConceptSet(.action)), ("작업", ConceptSet(.action)),
    ("状态", ConceptSet(.status)), ("状態", ConceptSet(.status)), ("상태", ConceptSet(.status)),
    ("服务", ConceptSet(.service)), ("服務", ConceptSet(.service)), ("サービス", ConceptSet(.service)),
    ("서비스", ConceptSet(.service)), ("用途", ConceptSet(.service)), ("组件", ConceptSet(.service)),
    ("功能", ConceptSet(.service)), ("应用", ConceptSet(.service)), ("機能", ConceptSet(.service)),
    ("コンポーネント", ConceptSet(.service)), ("이름", ConceptSet(.service)),
    ("용도", ConceptSet(.service)), ("기능", ConceptSet(.service)), ("说明", ConceptSet(.service)),
    ("名称", ConceptSet(.service)), ("名前", ConceptSet(.service)), ("구성 요소", ConceptSet(.service)),
    ("区域", ConceptSet(.group)), ("地区", ConceptSet(.group)), ("站点", ConceptSet(.group)),
    ("リージョン", ConceptSet(.group)), ("拠点", ConceptSet(.group)), ("地域", ConceptSet(.group)),
    ("지역", ConceptSet(.group)), ("위치", ConceptSet(.group)), ("리전", ConceptSet(.group)),
    ("备注", ConceptSet(.note)), ("必須", ConceptSet(.note)), ("必需", ConceptSet(.note)),
    ("필수", ConceptSet(.note)), ("備考", ConceptSet(.note)), ("メモ", ConceptSet(.note)),
    ("비고", ConceptSet(.note)), ("참고", ConceptSet(.note)),
    ("序号", ConceptSet(.identifier)), ("编号", ConceptSet(.identifier)),
    ("番号", ConceptSet(.identifier)), ("번호", ConceptSet(.identifier)),
    ("实例", ConceptSet(.count)), ("インスタンス", ConceptSet(.count)), ("인스턴스", ConceptSet(.count)),
    ("节点数", ConceptSet(.count)), ("ノード数", ConceptSet(.count)), ("数量", ConceptSet(.count)),
    ("노드 수", ConceptSet(.count)), ("用户数", ConceptSet(.count)), ("核心数", ConceptSet(.count)),
    ("利用者数", ConceptSet(.count)), ("コア数", ConceptSet(.count)), ("内存", ConceptSet(.count)),
    ("メモリ", ConceptSet(.count)), ("版本", ConceptSet(.count)), ("バージョン", ConceptSet(.count)),
    ("负责人", ConceptSet(.owner)), ("担当", ConceptSet(.owner)), ("담당", ConceptSet(.owner)),
    ("加密", ConceptSet(.encryption)), ("暗号化", ConceptSet(.encryption)),
    ("암호화", ConceptSet(.encryption)),
    ("起始", ConceptSet(.first)), ("開始", ConceptSet(.first)), ("시작", ConceptSet(.first)),
    ("结束", ConceptSet(.last)), ("終了", ConceptSet(.last)), ("종료", ConceptSet(.last)),
    ("任意", ConceptSet(.any)), ("所有", ConceptSet(.any)), ("任何", ConceptSet(.any)),
    ("全部", ConceptSet(.any)), ("すべて", ConceptSet(.any)), ("全て", ConceptSet(.any)),
    ("모두", ConceptSet(.any)), ("모든", ConceptSet(.any)), ("임의", ConceptSet(.any)),
    ("允许", ConceptSet(.allow).union(ConceptSet(.ask))),
    ("放行", ConceptSet(.allow).union(ConceptSet(.ask))),
    ("許可", ConceptSet(.allow).union(ConceptSet(.ask))),
    ("허용", ConceptSet(.allow).union(ConceptSet(.ask))),
    ("开放", ConceptSet(.ask)), ("打开", ConceptSet(.ask)), ("開放", ConceptSet(.ask)),
    ("개방", ConceptSet(.ask)), ("开通", ConceptSet(.ask)), ("開いて", ConceptSet(.ask)),
    ("访问", ConceptSet(.ask)), ("열어", ConceptSet(.ask)), ("필요", ConceptSet(.need)),
    ("불필요", ConceptSet(.not)), ("无需", ConceptSet(.not)),
    ("無需", ConceptSet(.not)), ("毋需", ConceptSet(.not)),
    ("하지 않", ConceptSet(.not)), ("필요하지", ConceptSet(.not)),
    ("접근", ConceptSet(.ask)),
    ("拒绝", ConceptSet(.deny)), ("封锁", ConceptSet(.deny)), ("屏蔽", ConceptSet(.deny)),
    ("封禁", ConceptSet(.deny)), ("阻止", ConceptSet(.deny)), ("禁止", ConceptSet(.deny)),
    ("拒否", ConceptSet(.deny)), ("ブロック", ConceptSet(.deny)), ("거부", ConceptSet(.deny)),
    ("차단", ConceptSet(.deny)),
    ("금지된 포트", ConceptSet(.deny)), ("금지 포트", ConceptSet(.deny)),
    ("닫힌 포트", ConceptSet(.deny)), ("遮断する", ConceptSet(.deny)), ("閉じるポート", ConceptSet(.deny)),
    ("封堵", ConceptSet(.deny)), ("禁用的端口", ConceptSet(.deny)), ("禁用端口", ConceptSet(.deny)),
    ("关闭的端口", ConceptSet(.deny)), ("关闭以下端口", ConceptSet(.deny)),
    ("关闭下列端口", ConceptSet(.deny)),
    ("入站", ConceptSet(.inbound)), ("入方向", ConceptSet(.inbound)), ("受信", ConceptSet(.inbound)),
    ("インバウンド", ConceptSet(.inbound)), ("인바운드", ConceptSet(.inbound)),
    ("수신", ConceptSet(.inbound)), ("수신", ConceptSet(.inbound)),
    ("出站", ConceptSet(.outbound)), ("出方向", ConceptSet(.outbound)),
    ("アウトバウンド", ConceptSet(.outbound)), ("아웃바운드", ConceptSet(.outbound)),
    ("송신", ConceptSet(.outbound)), ("발신", ConceptSet(.outbound)),
    ("送信", ConceptSet(.outbound)), ("着信", ConceptSet(.inbound)), ("発信", ConceptSet(.outbound)),
    ("双向", ConceptSet(.both)), ("双方向", ConceptSet(.both)), ("送受信", ConceptSet(.both)),
    ("양방향", ConceptSet(.both)),
    ("停用", ConceptSet(.retired)), ("废弃", ConceptSet(.retired)), ("已删除", ConceptSet(.retired)),
    ("使用終了", ConceptSet(.retired)), ("廃止", ConceptSet(.retired)), ("폐기", ConceptSet(.retired)),
    ("사용 중지", ConceptSet(.retired)), ("더 이상", ConceptSet(.retired)),
    ("按客户", ConceptSet(.customer)), ("お客様ごと", ConceptSet(.customer)),
    ("고객", ConceptSet(.customer)),
    ("例如", ConceptSet(.example)), ("示例", ConceptSet(.example)), ("예:", ConceptSet(.example)),
    ("예를", ConceptSet(.example)), ("例:", ConceptSet(.example)), ("例えば", ConceptSet(.example)),
    ("たとえば", ConceptSet(.example)),
    ("内部", ConceptSet(.own)), ("内网", ConceptSet(.own)), ("社内", ConceptSet(.own)),
    ("내부", ConceptSet(.own)), ("사내", ConceptSet(.own)),
    ("除外", ConceptSet(.except)), ("を除", ConceptSet(.except)), ("제외", ConceptSet(.except)),
    ("不要", ConceptSet(.not)), ("请勿", ConceptSet(.not)), ("不得", ConceptSet(.not)),
    ("ないで", ConceptSet(.not)), ("ありません", ConceptSet(.not)), ("不要です", ConceptSet(.not)),
    ("필요 없", ConceptSet(.not)), ("마십시오", ConceptSet(.not)), ("마세요", ConceptSet(.not)),
    ("以下", ConceptSet(.following)), ("下表", ConceptSet(.following)), ("次の", ConceptSet(.following)),
    ("다음", ConceptSet(.following)),
  ]

  /// Stems, searched for inside longer words.
  static let stems: [(String, Concept)] = [
    ("port", .port), ("poort", .port), ("puerto", .port),
    ("protokol", .transportProtocol), ("protocol", .transportProtocol),
    ("adress", .address), ("address", .address),
    ("netzwerk", .network), ("subnet", .network), ("hostname", .host), ("rechnername", .host),
    ("zielserver", .address), ("bemerkung", .note), ("richtung", .direction),
    ("standort", .group), ("dienst", .service), ("zweck", .service),
  ]

  /// Words that contain "port" but do not mean ports.
  static let noPorts = [
    "transport", "support", "import", "export", "report", "portal", "portail", "portaal", "portál",
    "rapport", "passport",
    "viewport", "airport", "portugal", "portfolio", "portab", "portier", "trasport", "sport",
    "opportun", "soporte", "suporte", "important", "aport",
  ]

  static let beginnings: [(String, Concept)] = [
    ("quell", .source), ("source", .source), ("bron", .source), ("src", .source),
    ("ziel", .destination), ("dest", .destination), ("doel", .destination), ("dst", .destination),
    ("anwendungs", .application),
  ]
}
