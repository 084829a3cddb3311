# Wie Leute einander finden: Einladungen, Treffpunkte, Verbindungen.

invite-title = Jemanden zu { $festival } dazuholen
invite-link-title = Mit einem Link
invite-link-why = Verschicke ihn mit irgendeinem Messenger oder drucke ihn aus. Wer ihn öffnet, sieht zuerst den Namen des Festivals und entscheidet dann.
invite-link-not-reached = Gerade ist kein Treffpunkt erreichbar. Solange das so ist, kommt niemand über den Link herein; ein Code, von Angesicht zu Angesicht, geht auch so.
invite-link = Link ins Festival
copy-link = Link kopieren
invite-ancestors = Auch zu { $titles }, damit man dort um Dinge bitten kann
invite-link-qr = Den Link als QR-Code zeigen
invite-link-qr-label = Der Link ins Festival als QR-Code
invite-link-open = Jemand muss da sein: Komm auf diese Seite zurück und lass sie offen, bis die neue Person drin ist.
invite-link-for-good = Der Link gilt, solange es das Festival gibt. Wer ihn hat, kann hier lesen und schreiben, und niemand kann wieder hinausgeworfen werden.
invite-face-title = Von Angesicht zu Angesicht
invite-face-why = Verbindet zwei Geräte im selben Raum, auch wo es kein Internet gibt.
invite-face = Code machen

join-link-title = Du bist eingeladen
join-link-part-of = Teil von { $titles }
join-link-founder = Gegründet von
join-link-unchecked = Noch nicht geprüft.
join-link-unchecked-means = So steht es im Link. Sobald du drin bist, tritt an seine Stelle, was die Gründerin oder der Gründer selbst sagt.
join-link-addresses = Mitglieder können die Adresse deines Geräts im Internet sehen, solange sie mit dir verbunden sind.
join-link-join = Dem Festival beitreten
join-link-entered = Du bist schon in diesem Festival.
join-link-open = Öffnen
join-link-home = Zum Anfang
problem-join-link = Das ist ein Einladungslink. Öffne ihn als Adresse, dann siehst du, wohin er führt.

waiting-title = Es wird nach Leuten gesucht
waiting-means = Noch ist niemand aus diesem Festival mit dir verbunden. Du wirst eingelassen, sobald jemand es öffnet.
waiting-keep-open = Lass diese Seite offen. Was du hier siehst, ist der Name aus dem Link, noch nicht geprüft.
waiting-ask = Bitte sie, es zu öffnen
waiting-ask-text = Ich bin „{ $festival }“ beigetreten. Könntest du es kurz öffnen, damit ich hineinkomme? { $link }
waiting-other-ways = Andere Wege, sich zu verbinden

network-title = Treffpunkte
network-why = Öffentliche Relays im Internet, an denen die Mitglieder eines Festivals einander finden, solange noch niemand verbunden ist. Sie tragen nur das erste Hallo weiter; alles andere geht von Gerät zu Gerät.
network-see = Ein Relay sieht die Adresse deines Geräts im Internet und wann du jemanden suchst. Es sieht nicht, wer du bist, um welches Festival es geht oder was dort geschrieben wird.
network-on = Treffpunkte benutzen
network-stun = Fragen, wie dieses Gerät von außen gesehen wird: { $servers }. Ohne das finden Geräte einander nur innerhalb eines Netzes.
network-points = Benutzte Treffpunkte
network-none = Wer diese Seite anbietet, nennt keine Treffpunkte.
network-idle = Zurzeit wird keiner gebraucht.
network-offline = Dieses Gerät hat gerade kein Netz. Alles, was du schreibst, bleibt erhalten, und Leute in der Nähe können sich weiter mit Codes verbinden.
network-clock = Deine Uhr scheint falsch zu gehen: Ein Treffpunkt lehnt die Zeit ab, die dieses Gerät nennt. Bitte stelle sie richtig.
network-change = Andere Treffpunkte, ein TURN-Server
network-points-field = Treffpunkte, einer pro Zeile
network-points-hint = Alle Mitglieder eines Festivals benutzen dieselben drei aus der Liste. Wer eine andere Liste benutzt, verfehlt sie vielleicht.
network-turn-why = Ein TURN-Server trägt Verbindungen, wo kein anderer Weg gefunden wird. Wer ihn betreibt, sieht die Adressen beider Geräte, aber nie, was geschrieben wird.
network-turn-url = TURN-Server
network-turn-name = Name dort
network-turn-password = Passwort dort
network-save = Diese benutzen
network-saved = Wird von jetzt an benutzt.
problem-not-an-address = Eine davon ist keine Adresse, die sich benutzen lässt. Ein Treffpunkt beginnt mit wss://, ein TURN-Server mit turn:
relay-connecting = wird gerufen
relay-connected = hört zu
relay-unreachable = nicht erreicht, wird wieder versucht
relay-clock = lehnt die Zeit dieses Geräts ab
relay-too-often = bittet um eine Pause
relay-unwilling = bedient uns nicht
relay-flooded = hat zu viel geschickt, bleibt vorerst in Ruhe

failure-title = Die letzte Verbindung kam nicht zustande
failure-details = Für Leute, die sich mit Netzen auskennen
failure-line = ICE endete mit „{ $ice }“. Wege zu diesem Gerät: { $here }. Wege zum anderen: { $there }.
failure-no-way = keine
failure-no-address = Dieser Browser hat keine Adresse gefunden, unter der er erreichbar ist. Vielleicht sind Verbindungen zwischen Browsern hier ausgeschaltet, oder es gibt kein Netz: Ein gemeinsames WLAN oder der Hotspot eines Telefons genügt.
failure-no-answer = Das andere Gerät hat nicht rechtzeitig geantwortet. Beide Seiten müssen offen bleiben, bis die Verbindung steht.
failure-local-only = Es wurden nur Adressen innerhalb eines Netzes versucht. Bringe beide Geräte ins selbe WLAN, oder erlaube die Frage, wie sie von außen gesehen werden.
failure-kept-apart = Beide Geräte sind in einem Netz, aber es scheint seine Geräte voneinander fernzuhalten, wie WLANs für Gäste es oft tun. Der Hotspot eines Telefons hilft, oder eine Datei, die man hinüberträgt.
failure-translated = Beide Netze verstecken ihre Geräte hinter einer Adressübersetzung, und es fand sich kein Weg hindurch. Versuche für eines der beiden ein anderes Netz, für beide dasselbe WLAN, oder trage unter Treffpunkte einen TURN-Server ein.
failure-despite-turn = Selbst über einen TURN-Server fand sich kein Weg. Bitte prüfe seine Adresse, den Namen und das Passwort, oder versuche für beide Geräte dasselbe WLAN.
way-host-v4 = eigene Adresse (IPv4)
way-reflexive-v4 = von außen gesehen (IPv4)
way-global-v6 = eigene Adresse (IPv6)
way-mdns = Name im lokalen Netz
way-relayed-v4 = über TURN (IPv4)
way-other-v6 = andere Adresse (IPv6)

how-codes = durch Codes
how-meeting-point = über einen Treffpunkt
how-introduced = von Mitgliedern vermittelt
how-introduced-by = vermittelt von { $name }
link-since = seit { $time }
away-title = Zurzeit nicht verbunden
away-last = zuletzt hier { $time }
health-knocking = { $count ->
    [one] { $count } Gerät klopft an
   *[other] { $count } Geräte klopfen an
}
health-knocking-means = Lass diese Seite offen, bis sie drin sind.
health-listening = Ein Treffpunkt hört auf Neue.
health-crowded = Hier wird zu viel geschrieben. Leute, die du kennst, gehen vor; manches von Fremden wird auf diesem Gerät nicht behalten.
health-digest-title = Einzelheiten
health-digest = Zwei Geräte, die hier dieselben Ziffern zeigen, wissen dasselbe: { $digest }
reached-owner = Hat das Gerät von { $name } erreicht
owner-last-here = Das Gerät von { $name } war zuletzt hier { $time }

linking-step-show = Schritt 1 von 2: Sie scannen dich
linking-step-scan = Schritt 2 von 2: Du scannst sie
linking-step-show-back = Sie scannen dich
linking-qr = Der Code als QR-Code
linking-they-have-it = Sie haben meinen Code
connected-title = Die beiden Geräte haben einander gefunden
connected-here = { $name } ist jetzt da.
connected-gone = { $name } war da. Die Verbindung ist inzwischen beendet.
scan = Mit der Kamera scannen
scan-stop = Kamera ausschalten
scan-camera = Was die Kamera sieht
scan-picture = Aus einem Bild lesen
scan-no-camera = Die Kamera lässt sich nicht benutzen. Du kannst mit der Kamera-App des Telefons scannen, ein Bild wählen oder den Code einfügen.
scan-no-code = In diesem Bild ist kein Code zu sehen.

handed-over-title = Der Code ist im anderen Tab
problem-handed-over = Der Code wurde dem Tab dieser Seite übergeben, der auf ihn wartet. Geh dorthin zurück; dieser hier kann geschlossen werden.

anchor-open = Diese Seite für alle offen halten
anchor-title = Anker
anchor-why = Solange diese Seite offen ist, findet jemanden, wer neu ist oder zurückkommt. Ein alter Laptop mit Ladegerät genügt.
anchor-awake = Der Bildschirm bleibt an, solange du diese Seite ansiehst.
anchor-not-awake = Dieser Browser hält den Bildschirm nicht an. Bitte stelle das Gerät selbst so ein, dass es nicht einschläft.
anchor-asking = Der Browser wird gebeten, den Bildschirm anzulassen …
anchor-carries-title = Was dieses Gerät trägt
anchor-carries = { $entries ->
    [one] { $entries } Eintrag
   *[other] { $entries } Einträge
} von { $people ->
    [one] { $people } Person
   *[other] { $people } Leuten
}, { $devices ->
    [one] { $devices } Gerät verbunden
   *[other] { $devices } Geräte verbunden
}
