# Die Texte der App auf Deutsch. Fehlt hier ein Schlüssel, schlägt tests/locales.rs fehl.

app-name = p2panda
skip-to-content = Zum Inhalt springen
nav-home = p2panda, Anfang
language-label = Sprache
language-en = English
language-de = Deutsch

home-title = Ein Festival ohne Server
home-you = Hier heißt du { $name }.
home-why = Der Name folgt aus einem Schlüssel, der auf diesem Gerät entstanden ist. Niemand hat ihn dir gegeben, und niemand kann ihn dir nehmen.
home-look = Sieh nach, wer du bist

me-title = Wer du bist
me-name = Dein erfundener Name
me-emoji = Deine zwei Bilder
me-explain = Andere sehen diese Bilder bei allem, was du schreibst, und diesen Namen, solange du keinen anderen sagst. Beides folgt aus deinem Schlüssel und hilft, Menschen auseinanderzuhalten, beweist aber nichts: das tut nur der Schlüssel.
me-key = Dein öffentlicher Schlüssel
me-kept = Auf diesem Gerät gespeichert. Werden die Daten des Browsers gelöscht, ist dieser Schlüssel weg.

person-opening = Dein Schlüssel wird geöffnet …
person-wiped = Alles von dir auf diesem Gerät ist gelöscht. Lade die Seite neu, um von vorn zu beginnen.
person-none-title = Dieses Gerät behält keinen Schlüssel
person-none = Der Browser lässt diese Seite nichts speichern. Grund kann ein privates Fenster oder eine strenge Einstellung sein; öffne die Seite in einem normalen Fenster.

festivals-title = Deine Festivals
festival-of = Festival von { $name }
start-title = Ein Festival beginnen
start-name = Name des Festivals
start-part-name = Name des neuen Festivals
start-submit = Festival beginnen
join-title = Mit einem Code mitmachen
join-code = Code vom anderen Gerät
join-submit = Code benutzen
code-hint = Füge den ganzen Code ein. Ein Code gilt zehn Minuten, und beide Seiten müssen offen bleiben.

event-new = Eine Veranstaltung ankündigen
event-title = Titel
event-description = Worum geht es?
event-publish = Veröffentlichen
event-saved = Auf diesem Gerät gespeichert
event-shared = { $count ->
    [one] Mit { $count } Gerät geteilt
   *[other] Mit { $count } Geräten geteilt
}

links-label = Verbindungen
links-none = Noch bist du allein. Was du schreibst, bleibt hier, bis du jemanden triffst.
links-up-to-date = auf dem gleichen Stand
links-comparing = ihr vergleicht, was jeder hat
links-receiving = { $received } von { $expected } empfangen
invite = Jemanden einladen
reconnect = Wieder mit jemandem verbinden
linking-title = Zwei Geräte verbinden
linking-begin = Mit einem Code verbinden
linking-preparing = Es wird geklärt, wie dieses Gerät zu erreichen ist …
linking-connecting = Die beiden Geräte suchen einander …
linking-offer = Gib diesen Code dem anderen Gerät
linking-answer = Gib diese Antwort dem ersten Gerät zurück
linking-their-answer = Antwort vom anderen Gerät
linking-connect = Verbinden
linking-waiting = Lass diese Seite offen. Die Verbindung beginnt, wenn das andere Gerät deinen Code gescannt hat oder die Antwort dort eingefügt ist. Drücke dann auch hier den Knopf: In manchen Netzen müssen beide einander gleichzeitig suchen.
linking-stop = Verbinden abbrechen

problem-dismiss = In Ordnung
problem-title = Der Titel darf nicht leer und höchstens 256 Byte lang sein.
problem-field-missing = Das darf nicht leer sein.
problem-field-too-long = Dieser Text ist zu lang.
problem-field-too-many = Das sind zu viele.
problem-field-range = Diese Zahl ist zu klein oder zu groß.
problem-field-contradiction = Das widerspricht sich: Vielleicht steht ein Ende vor seinem Anfang.
problem-field = So kann das nicht gespeichert werden.
problem-not-yours = Nur wer es gemacht hat, kann es ändern.
problem-not-there = Es ist nicht mehr hier oder noch nicht angekommen.
problem-over = Es wurde abgesagt, gelöscht oder zurückgezogen. Das gilt für immer.
problem-no-answer-fits = Diese Antwort passt nicht mehr zur Anfrage. Bitte sieh sie dir noch einmal an.
problem-clash-taken = Zu dieser Zeit ist nicht genug frei.
problem-clash-closed = Zu dieser Zeit ist es nicht zu haben.
problem-clash-out-of-order = Es ist außer Betrieb.
problem-clash-needs-time = Danach kann nur mit einer Zeit gefragt werden.
problem-nothing-to-ask = Es gibt nichts anzufragen: Nichts ist genannt, was hier zu haben ist.
problem-nothing-fits = Keine der offenen Anfragen passt.
problem-own-parent = Ein Festival kann nicht Teil von sich selbst sein.
problem-needs-invitation = Dieses Festival ist ohne seinen Schlüssel angekündigt. Bitte lass dich von jemandem einladen, der darin ist.
problem-archived = Dieses Festival ist archiviert. Man kann es lesen und exportieren, aber nichts Neues hineinschreiben.
problem-writing = Beim Schreiben ist etwas schiefgegangen. Nichts wurde gespeichert; bitte versuch es noch einmal.
problem-blocked = Du hast die Person am anderen Gerät blockiert. Nichts wurde ausgetauscht.
problem-not-a-code = Das ist kein Code von p2panda.
problem-code-damaged = Der Code ist unvollständig oder wurde unterwegs verändert. Bitte kopiere ihn noch einmal ganz.
problem-code-newer = Der Code stammt von einer neueren Fassung der App. Bitte lade diese Seite neu, um sie zu aktualisieren.
problem-code-expired = Der Code ist abgelaufen. Bitte lass dir einen neuen geben.
problem-code-from-the-future = Der Code scheint aus der Zukunft zu kommen: Die Uhr eines der beiden Geräte geht falsch.
problem-unknown-festival = Der Code ist für ein Festival, in dem dieses Gerät nicht ist. Bitte lass dich einladen.
problem-no-such-offer = Diese Antwort gehört nicht zu dem Code, der hier wartet. Bitte beginnt noch einmal.
problem-own-code = Das ist dein eigener Code. Füge ihn auf dem anderen Gerät ein.
problem-cannot-connect = Dieser Browser konnte keine Verbindung vorbereiten. Vielleicht ist WebRTC abgeschaltet.
problem-not-reached = Die Geräte haben einander nicht gefunden. Geht beide in dasselbe WLAN und macht neue Codes.
problem-other-key = Das andere Gerät hat einen anderen Schlüssel für dieses Festival. Nichts wurde ausgetauscht. Bitte lass dich neu einladen.
problem-ourselves = Auf beiden Seiten ist derselbe Browser. Öffne den Code auf einem anderen Gerät.
problem-their-fault = Das andere Gerät hat etwas geschickt, das verändert war oder gegen die Regeln ist. Die Verbindung wurde geschlossen, nichts davon wurde behalten.
problem-our-fault = Das andere Gerät hat die Verbindung geschlossen, weil unterwegs etwas verändert wurde.
problem-too-slow = Das andere Gerät hat nicht rechtzeitig gesagt, wer es ist. Bitte versucht es noch einmal.
problem-import-too-large = Die Datei ist größer oder enthält mehr Veranstaltungen oder Räume, als übernommen werden können. Es wurde nichts übernommen.
problem-import-unreadable = Diese Datei ist kein lesbares Programm: schedule.xml, schedule.json oder ein Kalender (.ics). Es wurde nichts übernommen.
problem-import-time = Eine Zeit in dieser Datei ist nicht lesbar. Es wurde nichts übernommen.
problem-import-zone = Dieser Browser kennt die Zeitzone des Programms nicht.
problem-import-empty = In dieser Datei ist keine Veranstaltung.
problem-import-under-way = Eine andere Datei wird gerade übernommen. Bitte warte, bis das fertig ist, oder halte es an.
problem-export = Das Programm lässt sich nicht als solche Datei schreiben.
problem-device-full = Auf diesem Gerät ist kein Platz mehr. Schaffe etwas Platz und versuche es noch einmal: Nichts Gespeichertes ist verloren.
problem-other-tab = Diese Seite ist in einem anderen Tab offen, der schreibt. Nimm bitte den, oder schließe ihn und lade diese Seite neu.
problem-device-newer = Die Daten auf diesem Gerät hat eine neuere Fassung der App geschrieben. Lade die Seite neu, um sie zu aktualisieren; nichts wurde verändert.
problem-device-blocked = Ein anderer Tab dieser Seite hält die Daten offen. Bitte schließe die anderen Tabs und lade neu.
problem-device = Dieses Gerät konnte die Daten nicht lesen oder behalten. Bitte lade die Seite neu; nichts Gespeichertes ist verloren.

nav-label = Hauptnavigation
nav-schedule = Programm
nav-market = Markt
nav-new = Neu
nav-inbox = Eingang
nav-inbox-waiting = { $count ->
    [one] wartet auf deine Antwort
   *[other] warten auf deine Antwort
}
nav-changed = { $count ->
    [one] { $count } Änderung an dem, was von dir ist oder deinen Stern hat
   *[other] { $count } Änderungen an dem, was von dir ist oder deinen Stern hat
}
nav-me = Ich
nav-you = Wer du bist
new-event = Eine Veranstaltung ankündigen
new-resource = Einen Ort oder ein Ding anbieten
new-person = Jemanden dazuholen
switcher-here = In diesem Festival
switcher-all = Alle Festivals
mine-title = Meins
people-title = Leute
settings-title = Über dieses Festival
heart-alone = Allein
heart-with-few = Mit wenigen
heart-well-connected = Gut verbunden
heart-label = Verbindungen: { $state }
notice-label = Hinweis
person-you = (du)
person-verified = ✓ verglichen
copy-done = Kopiert.
copy-failed = Kopieren geht hier nicht. Markiere den Text und kopiere ihn selbst.
share = Teilen …
dialog-cancel = Lieber nicht
state-accepted = Zugesagt
state-stale = Geändert – neu anfragen
state-asked-again = Neu angefragt, wartet
state-before = Bisher zugesagt, bis zur Antwort
state-waiting = Wartet
state-waitlisted = Auf der Warteliste
state-declined = Abgelehnt
state-unavailable = Nicht zu haben
state-withdrawn = Zurückgezogen
state-gone = Nicht mehr angeboten
state-replaced = Neu angefragt
state-void = Zählt nicht
state-unknown = Noch nicht hier

home-lead = Plant zusammen ein Festival: Alle bieten an, alle fragen an, und wem ein Ding gehört, entscheidet darüber. Diese Seite ist schon alles, und sie läuft allein auf deinem Gerät.
home-here = Alles liegt auf deinem Gerät und geht auch ohne Netz.
home-equal = Alle fangen gleich an. Wem etwas gehört, entscheidet darüber.
home-permanent = Was du veröffentlichst, können alle im Festival für immer behalten. Keine Telefonnummern, keine vollen Namen von Kindern.
start-why = Alles außer seinem Schlüssel kannst du später ändern.
start-zone = Zeitzone
join-why = Jemand aus dem Festival macht auf seinem Gerät einen Code für dich.
festival-counts = { $events ->
    [one] { $events } Veranstaltung
   *[other] { $events } Veranstaltungen
}, { $resources ->
    [one] { $resources } Angebot
   *[other] { $resources } Angebote
}
festival-archived = Vorbei: Neues wird nicht erwartet.
copy-code = Code kopieren
first-steps-title = Vier Schritte für den Anfang
tick-done = Erledigt
tick-open = Offen
first-steps-place = Leg einen Ort an, damit Veranstaltungen irgendwo sein können.
first-steps-place-do = Einen Ort anlegen
first-steps-invite = Lade jemanden ein. Von da an bewahren zwei Geräte das Festival.
first-steps-anchor = Lass diese Seite auf einem Laptop am Strom offen, damit andere jemanden zum Verbinden finden.
first-steps-deputy = Überleg, wer für dich einspringen kann: eine andere Person, die Bescheid weiß und die Seite offen hat.
links-now = Jetzt verbunden
heart-alone-means = Kein anderes Gerät ist verbunden. Das ist normal: Du kannst alles lesen und schreiben, und ausgetauscht wird, wenn du jemanden triffst.
heart-with-few-means = Ein oder zwei Geräte sind verbunden. Was du schreibst, kommt dort gleich an.
heart-well-connected-means = Drei oder mehr Geräte sind verbunden. Was du schreibst, verbreitet sich auf mehreren Wegen.
contact-never = Dieses Gerät war noch nie verbunden.
contact-now = Gerade ist jemand verbunden.
contact-until = Zuletzt verbunden { $ago }.
health-none = Du bist noch in keinem Festival.
health-kept = { $entries ->
    [one] { $entries } Eintrag
   *[other] { $entries } Einträge
} von { $logs ->
    [one] { $logs } Gerät
   *[other] { $logs } Geräten
} hier aufbewahrt.
health-nothing-mine = Du hast hier noch nichts geschrieben.
arrived = Du bist dabei: { $festival }
arrived-look = Zum Programm
health-mine-alone = Was du geschrieben hast, ist auf diesem Gerät gespeichert. Gerade ist niemand verbunden, deshalb lässt sich über andere Geräte nichts sagen.
health-mine-here = Was du geschrieben hast, ist auf diesem Gerät gespeichert. Keins der gerade verbundenen Geräte hat alles davon.
health-mine-shared = { $count ->
    [one] Was du geschrieben hast, ist mit { $count } Gerät geteilt.
   *[other] Was du geschrieben hast, ist mit { $count } Geräten geteilt.
}
invite-why = Eine Einladung lässt jemand Neues für immer herein. Wieder verbinden ist für die, die schon drin sind.

opening = Einen Moment …
queue-title = Für dich zu beantworten
queue-none = Niemand wartet auf dich. Anfragen nach dem, was du anbietest, stehen dann hier.
queue-granted = Von dir zugesagt
queue-rivals = { $count } Anfragen wollen dieselbe Zeit.
queue-folded = { $count ->
    [one] { $count } weitere von jemandem, der viel anfragt
   *[other] { $count } weitere von jemandem, der viel anfragt
}
queue-quantity = { $count } Stück
queue-no-time = Noch ohne Zeit
queue-time-both = { $there } (bei dir { $here })
queue-blackout = Du hast diese Zeit gesperrt: { $why }
queue-taken = Dann { $free } von { $asked } frei
queue-in-the-way = Im Weg: { $titles }
queue-arrived = Auf diesem Gerät angekommen: { $ago }.
queue-instead = Statt { $time }, das du zugesagt hast.
queue-their-grants = { $count ->
    [one] Hat dafür schon eine andere Zusage.
   *[other] Hat dafür schon { $count } andere Zusagen.
}
queue-policy-at = Dieses Gerät antwortet von selbst, spätestens { $time }.
queue-hand-elsewhere = Beantwortet wird das sonst auf einem anderen Gerät von dir. Antworten beide, gilt die spätere Antwort.
queue-policy-elsewhere = Ein anderes Gerät von dir antwortet von selbst.
queue-your-words = Du hast gesagt: { $text }
standing-unknown = Die Veranstaltung selbst ist noch nicht auf diesem Gerät.
standing-foreign = Die Veranstaltung gehört jemand anderem.
standing-elsewhere = Die Veranstaltung ist in einem Festival, das nicht Teil von diesem ist.
standing-over = Die Veranstaltung wurde abgesagt.
answer-accept = Zusagen
answer-how-many = Wie viele gibst du?
answer-at-most = Bitte eine Zahl von 1 bis { $count } nennen.
answer-accept-fewer = { $count } zusagen
answer-decline = Ablehnen
answer-waitlist = Warteliste
answer-revoke = Zusage zurücknehmen
others-label = Wenn du zusagst
others-decline = { $count ->
    [one] { $count } andere wird abgelehnt
   *[other] { $count } andere werden abgelehnt
}
others-waitlist = { $count ->
    [one] { $count } andere kommt auf die Warteliste
   *[other] { $count } andere kommen auf die Warteliste
}
others-wait = { $count ->
    [one] { $count } andere wartet weiter
   *[other] { $count } andere warten weiter
}
others-named = Gemeint sind: { $titles }
reason-label = Warum
reason-words = In deinen Worten
reason-words-hint = Alle im Festival können das lesen.
reason-taken = Jemand anderes hat es dann
reason-closed = Dann ist es nicht zu haben
reason-rules = Es ist gegen die Hausregeln
reason-broken = Es ist außer Betrieb
reason-withdrawn = Es wird nicht mehr angeboten
reason-draw-lost = Das Los fiel auf andere
reason-enough = Andere sollen auch drankommen
reason-other = Ein anderer Grund
refuse-more = Mehr zu { $name }
refuse-all = Alle ihre Anfragen ablehnen
refuse-block = Alle ablehnen und blockieren
refuse-all-title = Alles ablehnen, was { $name } anfragt?
refuse-all-means = Alle offenen Anfragen an dich bekommen ein Nein. Neue können weiterhin kommen.
refuse-block-title = Alles von { $name } ablehnen und blockieren?
refuse-block-means = Alle offenen Anfragen an dich bekommen ein Nein. Dieses Gerät verbindet sich nicht mehr mit ihrem und zeigt nichts mehr von ihnen. Andere sehen weiterhin, was sie geschrieben haben, und sie erfahren es nicht.
refuse-revoke = Auch zurücknehmen, was ich ihnen zugesagt habe
refuse-confirm = Alle ablehnen
mine-requests = Deine Anfragen
mine-requests-none = Du hast noch nichts angefragt. Das Formular einer Veranstaltung fragt nach einem Ort und was sie sonst braucht.
mine-unknown-resource = Etwas, das noch nicht auf diesem Gerät ist
mine-owner-active = { $name } war hier zuletzt aktiv: { $ago }
mine-waiting = { $count } warten auf diese Zeit, du mitgezählt.
mine-quantity = Anzahl: { $count }.
mine-position = Platz { $position } auf der Warteliste.
mine-their-words = Sie sagen: { $text }
remind = Erinnern
remind-text = Eine Anfrage wartet auf deine Antwort: «{ $title }». Bitte öffne deinen Eingang: { $link }
remind-copied = Die Erinnerung ist kopiert. Füge sie ein, wo du sie erreichst.
take-back = Zurückziehen
take-back-title = Diese Anfrage zurückziehen?
take-back-means = Das ist endgültig; du kannst neu anfragen. Wer die Anfrage hat, behält sie und sieht, dass sie zurückgezogen wurde.
accept-all = Alle zusagen, die passen
accept-all-means = in der Reihenfolge, in der sie ankamen

start-part-title = Ein Festival in diesem beginnen
start-open = Alle aus diesem Festival dürfen hinein
about-not-here = Die Beschreibung ist noch nicht auf diesem Gerät. Sie kommt mit der ersten Verbindung.
about-dates = Wann
about-place = Wo
about-tags = Schlagwörter
about-founder = Begonnen von
about-conduct = Wie wir miteinander umgehen
festival-change = Beschreibung ändern
festival-summary = In einem Absatz
festival-description = Ausführlich
festival-first = Erster Tag
festival-last = Letzter Tag
festival-zone-unknown = Diese Zeitzone ist nicht bekannt. Ihr Name sieht aus wie Europe/Berlin.
festival-notice = Hinweis auf jeder Seite
festival-notice-hint = Für das, was jetzt alle lesen sollen. Leere das Feld, um ihn abzunehmen.
festival-over = Das Festival ist vorbei: Neues wird nicht erwartet
save = Speichern
branches-title = Festivals in diesem
branches-none = Keins ist angekündigt.
branch-enter = Hineingehen
branch-closed = nur mit Einladung
leave = Dieses Festival verlassen
leave-ask = Verlassen und hier vergessen?
empty = Vergessen, was hier ist, und dabeibleiben
empty-why = Wenn auf dem Gerät der Platz knapp ist oder etwas merkwürdig aussieht, kann es vergessen, was es vom Festival weiß, und es von anderen neu holen.
empty-ask = Vergessen, was dieses Gerät davon weiß?
empty-means = Das Gerät bleibt im Festival. Was andere haben, kommt zurück, wenn du sie triffst, auch was du dort geschrieben hast. Was du geschrieben hast und noch niemand hat, ist endgültig weg: Sieh erst nach, ob dort „Geteilt mit“ einem Gerät steht.
leave-means = Dieses Gerät vergisst das Festival und seinen Schlüssel. Was du geschrieben hast, bleibt bei allen, die es haben; du kannst es nicht mehr ändern, und um zurückzukommen, brauchst du eine Einladung.
people-why = Alle, die hier etwas geschrieben haben. Namen sind frei gewählt; die zwei Bilder folgen aus dem Schlüssel.
people-none = Noch hat niemand etwas geschrieben. Lade jemanden ein.
person-founder = hat das Festival begonnen
person-connected = jetzt verbunden
person-active = aktiv { $ago }
person-two-histories = Zwei Fassungen: was später kam, bleibt weg
person-blocked = Von dir blockiert
person-hidden-by = Ausgeblendet von { $name }
person-says = Was sie über sich sagen
person-events = Veranstaltungen
person-resources = Angebote
kind-person = Eine Person
kind-group = Eine Gruppe
kind-bot = Ein Programm
petname-title = Wer das für dich ist
petname = Dein Name für sie
petname-hint = Nur auf diesem Gerät; niemand sonst sieht ihn.
verify-title = Schlüssel vergleichen
verify-how = Trefft euch und lest ihn einander vor: Auf ihrem Gerät steht er unter «Ich».
verify = Wir haben den Schlüssel persönlich verglichen
blocking-title = Abstand halten
blocking-granted = { $count ->
    [one] { $count } Zusage von dir haben sie; die bleibt beim Blockieren bestehen.
   *[other] { $count } Zusagen von dir haben sie; die bleiben beim Blockieren bestehen.
}
block = Blockieren
unblock = Nicht mehr blockieren
block-title = { $name } auf diesem Gerät blockieren?
block-means = Dieses Gerät verbindet sich nicht mehr mit ihrem und zeigt nichts mehr von ihnen. Andere sehen weiterhin, was sie geschrieben haben, und sie erfahren es nicht. Du kannst es rückgängig machen.
hiding-title = Ausblenden für andere
hiding-follow = Für mich weglassen, was sie auszublenden vorschlagen
hiding-do = Vorschlagen, sie auszublenden
hiding-undo = Meinen Vorschlag zurücknehmen
hiding-ask = Vorschlagen, { $name } auszublenden?
hiding-means = Alle im Festival können diesen Vorschlag lesen, und wer dir folgt, sieht nicht mehr, was sie schreiben. Er bleibt in deinem Verlauf, auch wenn du ihn zurücknimmst.
profile-title = Was du über dich sagst
profile-why = Alle im Festival können es lesen und behalten. Alles darf leer bleiben.
profile-festival = In welchem Festival
profile-name = Name
profile-name-hint = Andere sehen ihn neben deinen zwei Bildern und dem Ende deines Schlüssels.
profile-pronouns = Pronomen
profile-about = Über dich
profile-kind = Wer hinter diesem Schlüssel steht
device-title = Dieses Gerät
device-kept = { $entries ->
    [one] { $entries } Eintrag wird hier aufbewahrt
   *[other] { $entries } Einträge werden hier aufbewahrt
}, davon { $mine } von dir.
keeping-not-asked = Der Browser wird gebeten, deine Daten zu behalten, sobald du etwas schreibst.
keeping-promised = Der Browser hat versprochen, deine Daten zu behalten, bis du sie löschst.
keeping-may-delete = Dieser Browser darf deine Daten löschen, wenn er Platz braucht oder du eine Woche nicht hier warst. Es hilft, die Seite zum Startbildschirm hinzuzufügen.
theme-label = Farben
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
wipe = Alles auf diesem Gerät löschen
wipe-ask = Deinen Schlüssel und alle Festivals hier löschen?
wipe-means = Dein Schlüssel ist endgültig weg: Niemand kann wieder du sein, und niemand kann für deine Angebote antworten. Was du geschrieben hast, bleibt bei allen, die es haben.
reload = Seite neu laden
blocked-title = Leute, die du blockiert hast
mine-events = Deine Veranstaltungen und Sterne
mine-events-none = Gib einer Veranstaltung einen Stern, oder kündige eine an.
mine-overlaps = gleichzeitig mit einer anderen
mine-resources = Was du anbietest
mine-resources-none = Noch nichts. Ein Ort, ein Ding, ein Können: Alles hilft.

not-found-title = Hier ist nichts
not-found = Diese Adresse führt nirgendwohin. Vielleicht wurde sie beim Kopieren abgeschnitten.
not-found-home = Zurück zum Start

# Namen, die aus einem Schlüssel folgen: «Otter in Blau», ohne Geschlecht zu beugen
mark-name = { $animal } in { $colour }
mark-colour-red = Rot
mark-colour-orange = Orange
mark-colour-amber = Bernstein
mark-colour-gold = Gold
mark-colour-yellow = Gelb
mark-colour-lime = Limette
mark-colour-green = Grün
mark-colour-olive = Oliv
mark-colour-mint = Minze
mark-colour-emerald = Smaragd
mark-colour-jade = Jade
mark-colour-teal = Petrol
mark-colour-turquoise = Türkis
mark-colour-blue = Blau
mark-colour-cobalt = Kobalt
mark-colour-sapphire = Saphir
mark-colour-indigo = Indigo
mark-colour-violet = Violett
mark-colour-lavender = Lavendel
mark-colour-plum = Pflaume
mark-colour-magenta = Magenta
mark-colour-pink = Rosa
mark-colour-coral = Koralle
mark-colour-peach = Pfirsich
mark-colour-ruby = Rubin
mark-colour-crimson = Karmin
mark-colour-cream = Creme
mark-colour-brown = Braun
mark-colour-copper = Kupfer
mark-colour-silver = Silber
mark-colour-grey = Grau
mark-colour-white = Weiß
mark-animal-otter = Otter
mark-animal-fox = Fuchs
mark-animal-badger = Dachs
mark-animal-hedgehog = Igel
mark-animal-beaver = Biber
mark-animal-squirrel = Eichhörnchen
mark-animal-hare = Hase
mark-animal-stag = Hirsch
mark-animal-moose = Elch
mark-animal-lynx = Luchs
mark-animal-wolf = Wolf
mark-animal-bear = Bär
mark-animal-panda = Panda
mark-animal-koala = Koala
mark-animal-kangaroo = Känguru
mark-animal-wombat = Wombat
mark-animal-elephant = Elefant
mark-animal-giraffe = Giraffe
mark-animal-zebra = Zebra
mark-animal-camel = Kamel
mark-animal-llama = Lama
mark-animal-horse = Pferd
mark-animal-rhino = Nashorn
mark-animal-tiger = Tiger
mark-animal-lion = Löwe
mark-animal-leopard = Leopard
mark-animal-cheetah = Gepard
mark-animal-lemur = Lemur
mark-animal-mole = Maulwurf
mark-animal-mouse = Maus
mark-animal-hamster = Hamster
mark-animal-bat = Fledermaus
mark-animal-seal = Seehund
mark-animal-walrus = Walross
mark-animal-dolphin = Delfin
mark-animal-whale = Wal
mark-animal-octopus = Krake
mark-animal-crab = Krabbe
mark-animal-lobster = Hummer
mark-animal-starfish = Seestern
mark-animal-seahorse = Seepferdchen
mark-animal-salmon = Lachs
mark-animal-turtle = Schildkröte
mark-animal-lizard = Eidechse
mark-animal-gecko = Gecko
mark-animal-frog = Frosch
mark-animal-newt = Molch
mark-animal-owl = Eule
mark-animal-raven = Rabe
mark-animal-robin = Rotkehlchen
mark-animal-heron = Reiher
mark-animal-swan = Schwan
mark-animal-stork = Storch
mark-animal-puffin = Papageitaucher
mark-animal-penguin = Pinguin
mark-animal-parrot = Papagei
mark-animal-toucan = Tukan
mark-animal-peacock = Pfau
mark-animal-flamingo = Flamingo
mark-animal-hummingbird = Kolibri
mark-animal-bee = Biene
mark-animal-butterfly = Schmetterling
mark-animal-dragonfly = Libelle
mark-animal-ladybird = Marienkäfer
