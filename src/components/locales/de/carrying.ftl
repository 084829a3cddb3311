# Was von Hand getragen wird und was einen Menschen nicht verloren gehen lässt.

carrying-title = Per Datei
carrying-why = Wo es kein Netz gibt, trägt eine Datei, was du hast: über Bluetooth, AirDrop, Quick Share, einen Speicherstift. Lesen können sie nur Leute des Festivals.
carrying-take = Ich habe eine Datei bekommen
carrying-give = Was ich habe als Datei geben
carrying-give-new = Nur das Neue seit meiner letzten Datei
carrying-giving = Die Datei wird geschrieben …
carrying-checking = Die Datei wird durchgesehen …
carrying-taking = Die Datei wird aufgenommen …
carrying-stop = Anhalten
carrying-done = In Ordnung
carrying-save = Datei speichern
carrying-look = Zum Programm
carrying-given = Die Datei mit allem aus „{ $name }“ ist fertig: { $entries ->
    [one] { $entries } Eintrag
   *[other] { $entries } Einträge
}, { $size } kB.
carrying-given-new = Die Datei mit dem Neuen aus „{ $name }“ ist fertig: { $entries ->
    [one] { $entries } Eintrag
   *[other] { $entries } Einträge
}, { $size } kB.
carrying-given-how = Wer sie bekommt, öffnet p2panda und wählt „Ich habe eine Datei bekommen“.
carrying-taken = Neu in „{ $name }“, Stand { $made }: { $entries ->
    [one] { $entries } Eintrag
   *[other] { $entries } Einträge
}; darunter { $events ->
    [one] { $events } Veranstaltung
   *[other] { $events } Veranstaltungen
}, { $resources ->
    [one] { $resources } Ort oder Ding
   *[other] { $resources } Orte und Dinge
}, { $people ->
    [one] { $people } Mensch
   *[other] { $people } Menschen
}.
carrying-taken-nothing = In dieser Datei aus „{ $name }“, Stand { $made }, ist nichts neu.
carrying-left-early = { $count ->
    [one] { $count } Eintrag blieb draußen: Worauf er aufbaut, ist nicht hier. Bitte um eine Datei mit allem.
   *[other] { $count } Einträge blieben draußen: Worauf sie aufbauen, ist nicht hier. Bitte um eine Datei mit allem.
}
carrying-left-refused = { $count ->
    [one] { $count } Eintrag blieb draußen: Wer ihn schrieb, widerspricht dem, was hier ist.
   *[other] { $count } Einträge blieben draußen: Wer sie schrieb, widerspricht dem, was hier ist.
}
carrying-left-crowded = { $count ->
    [one] { $count } Eintrag blieb draußen: Hier wird zu viel geschrieben.
   *[other] { $count } Einträge blieben draußen: Hier wird zu viel geschrieben.
}

film-show = Einer Kamera zeigen
film-title = Vom Bildschirm zur Kamera
film-how = Das andere Gerät öffnet p2panda, wählt „Mit der Kamera scannen“ und sieht auf diesen Bildschirm, bis es alles hat. Es macht nichts, wo es anfängt oder was ihm entgeht.
film-label = Ein Stück der Datei als QR-Code
film-still = Anhalten
film-go-on = Weiter
film-none = Hier ist keine Datei, die kurz genug ist. Schreib erst eine unter „Verbindungen“: „Nur das Neue seit meiner letzten Datei“ ist die kürzeste.
film-take = Zeigt dir jemand eine Datei als Codes, die wechseln? Sieh sie mit „Mit der Kamera scannen“ an.
film-watching = Die Codes werden gelesen: Halte die Kamera darauf …

problem-nothing-to-give = Seit deiner letzten Datei gibt es nichts Neues.
problem-bundle-not = Das ist keine Datei von p2panda.
problem-bundle-newer = Diese Datei stammt von einer neueren Version der App. Lade die Seite neu, um sie zu erneuern. Nichts wurde verändert.
problem-bundle-damaged = Diese Datei ist unvollständig oder wurde unterwegs verändert. Nichts davon wurde behalten; bitte noch einmal darum.
problem-bundle-foreign = Diese Datei gehört zu einem Festival, in dem dieses Gerät nicht ist. Bitte zuerst um eine Einladung, dann öffne die Datei noch einmal.
problem-bundle-other-key = Diese Datei ist mit einem anderen Schlüssel verschlossen, als das Festival hier hat. Nichts davon wurde behalten. Bitte um eine neue Einladung.
problem-bundle-false = In dieser Datei steht etwas, das so nicht geschrieben wurde. Nichts davon wurde behalten.
problem-bundle-too-much = Diese Datei enthält mehr, als ein Festival haben darf. Nichts davon wurde behalten.
problem-file-unreadable = Das Gerät gibt die Datei nicht her. Bitte wähle sie noch einmal.

update-ready = Eine neuere Version von p2panda ist da. Was du geschrieben hast, bleibt.
update-now = Jetzt erneuern
update-later = Später

backup-title = Dich selbst sichern
backup-lead = Niemand kann dir deinen Schlüssel zurückgeben: Es gibt keinen Server, der ihn hat. Mit einer Sicherung bleibst du, wer du bist, auch wenn dieser Browser alles verliert.
backup-none = Es gibt noch keine Sicherung von dir.
backup-has-words = Deine 24 Wörter hast du am { $when } aufgeschrieben.
backup-has-file = Eine Sicherungsdatei hast du am { $when } verschlossen.
backup-due = Es gibt noch keine Sicherung von dir. Werden die Daten dieses Browsers gelöscht, kann niemand mehr in deinem Namen antworten.
backup-make = Eine machen
backup-working = Einen Moment: Aus dem Kennsatz wird etwas, das schwer zu erraten ist …
backup-practised = Gut gemacht: Diese Sicherung taugt.
words-title = 24 Wörter auf Papier
words-why = Diese Wörter sind dein Schlüssel. Schreib sie von Hand ab, in dieser Reihenfolge, und zeig sie niemandem: Wer sie hat, gilt überall als du. Sie bringen dich zurück; deine Festivals kommen mit einer Einladung oder mit der Datei weiter unten.
words-show = Meine Wörter zeigen
words-practice = Hast du sie aufgeschrieben? Dann schau auf dein Papier und tippe drei davon:
words-number = Wort { $number }
words-missed = Mindestens eines davon ist ein anderes Wort. Bitte schau noch einmal auf dein Papier.
words-check = Prüfen
file-title = Eine verschlossene Datei
file-why = Sie enthält dich, deine Festivals und die Namen, die du Leuten gegeben hast. Wer sie findet, braucht deinen Kennsatz: Vier oder fünf ungewöhnliche Wörter sind gut.
file-passphrase = Kennsatz
file-again = Derselbe Kennsatz noch einmal
file-differ = Das sind zwei verschiedene Kennsätze.
file-seal = Datei verschließen
file-ready = Die Datei ist fertig. Speichere sie, wo nur du sie findest.
file-try = Eine gespeicherte Datei ausprobieren
file-try-why = Nur eine Sicherung, die ausprobiert wurde, ist eine. Verändert wird dabei nichts.
move-title = Auf ein anderes Gerät
move-why = Kopiere hier deinen Umzugscode und füge ihn in p2panda auf dem anderen Gerät ein, etwa in der App auf dem Startbildschirm. Wer den Code sieht, gilt überall als du: Schick ihn niemandem.
move-code = Dein Umzugscode
move-show = Meinen Umzugscode zeigen
move-copy = Meinen Umzugscode kopieren
restore-title = Mich zurückholen
restore-hint = Warst du schon einmal hier?
restore-why = Auf diesem Gerät machst du dann als der Mensch weiter, der du warst. Was andere von dir aufgehoben haben, kommt zurück, wenn du sie triffst.
restore-text = Deine 24 Wörter oder ein Umzugscode
restore-open = Öffnen
restore-or-file = Oder der Kennsatz, dann die Datei:
restore-file = Sicherungsdatei
restore-whom = Das bringt zurück:
restore-brings = Mit { $festivals ->
    [one] { $festivals } Festival
   *[other] { $festivals } Festivals
}, in denen dieses Gerät noch nicht ist, und { $petnames ->
    [one] { $petnames } Namen für jemanden
   *[other] { $petnames } Namen für Leute
}.
restore-do = Als dieser Mensch weitermachen
restore-ask = Als dieser Mensch weitermachen?
restore-means = Der Schlüssel, der auf diesem Gerät entstand, wird nicht mehr benutzt. Niemand kennt ihn bisher.
restore-replaces = Der Mensch, der bisher auf diesem Gerät schrieb, wird nicht mehr hier sein. Ohne eine Sicherung von ihm kann niemand in seinem Namen antworten. Was er schrieb, bleibt bei anderen.

install-title = p2panda als App behalten
install-why = Eine App auf diesem Gerät öffnet sich auch ohne Netz, und ihre Daten werden nicht weggeräumt, wenn du eine Weile nicht hier warst.
install-do = p2panda installieren
install-code = Die App fängt leer an; kopiere also zuerst deinen Umzugscode.
install-share = Tippe in der Leiste von Safari auf „Teilen“ und dann auf „Zum Home-Bildschirm“.
install-paste = Öffne p2panda vom Home-Bildschirm aus und füge den Code dort ein. Schreib von da an nur noch in der App.
moved-here-title = Warst du vorher in Safari hier?
moved-here-why = Die App auf deinem Home-Bildschirm hat einen eigenen Speicher. Mit deinem Umzugscode macht sie als du weiter, in deinen Festivals.
moved-here-paste = Meinen Umzugscode einfügen
import-backup = Was du übernimmst, steht unter deinem Namen, und nur dein Schlüssel kann es später ändern. Von ihm gibt es noch keine Sicherung.

problem-words-count = Es müssen 24 Wörter sein.
problem-word-unknown = Eines dieser Wörter steht nicht in der Liste. Bitte such nach einem Schreibfehler.
problem-words-order = Diese Wörter gehören nicht zusammen. Eines ist ein anderes, oder zwei stehen in falscher Reihenfolge.
problem-passphrase-short = Der Kennsatz muss mindestens zehn Zeichen haben.
problem-backup-not = Das ist keine Sicherung von p2panda.
problem-backup-newer = Diese Sicherung stammt von einer neueren Version der App. Lade die Seite neu, um sie zu erneuern.
problem-backup-damaged = Diese Sicherung ist unvollständig oder wurde verändert. Bitte versuche eine andere Kopie davon.
problem-backup-passphrase = Die Datei ist heil, aber der Kennsatz ist ein anderer. Nichts ist verloren: Versuch es noch einmal.
problem-backup-memory = Dieses Gerät hat zu wenig Speicher, um die Sicherung zu öffnen.
problem-backup-of-other = Diese Datei brächte jemand anderen zurück, nicht den Menschen hier.
