# Texte des Programms und des Markts, auf Deutsch.

# Programm
known-now = Stand { $time }, jemand ist verbunden.
known-never = Stand { $time } auf diesem Gerät.
known-carried = Programm vom { $made }, aus einer Datei. Es werden Leute gesucht, die es auf den neuesten Stand bringen.
known-since = Stand { $time }, letzter Kontakt { $ago }.
now-title = Jetzt
now-more = { $count } weitere in diesem Moment
next-title = Als Nächstes
day-none = Noch ohne Zeit
proposals = Vorschläge ({ $count })
proposals-explain = Veranstaltungen ohne zugesagten Ort von Leuten, die du nicht kennst.
hidden-by = { $count } ausgeblendet von { $name }
hidden-show = Zeigen
hidden-leave-out = Wieder ausblenden
show-more = Mehr zeigen ({ $count })
schedule-empty-title = Noch ist nichts geplant
schedule-empty = Kündige die erste Veranstaltung an, oder biete einen Ort an, an dem etwas stattfinden kann.
schedule-none-fits = Keine Veranstaltung passt zu deiner Suche.
filter-text = Im Programm suchen
filter-mine = Nur meine
filter-more = Tag, Ort, Art, Schlagwort …
filter-on = { $count } an
filter-all = Alle
filter-day = Tag
filter-place = Ort
filter-kind = Art
filter-tag = Schlagwort
filter-clear = Alles zeigen
active-ago = { $ago } aktiv
star = Merken: { $title }

# Veranstaltungen
time-none = Noch ohne Zeit
time-all-day = ganztägig
time-here = (bei dir { $time })
place-label = Ort:
place-unknown = Ein Ort, der dieses Gerät noch nicht erreicht hat
place-not-confirmed = nicht zugesagt
note-from = Hinweis von { $resource }:
event-changed = Geändert
event-cancelled = Abgesagt
event-will-happen = Findet statt
event-overbooked = Öfter vergeben, als es da ist
event-deleted = Diese Veranstaltung wurde gelöscht.
event-missing = Veranstaltung
event-not-here = Diese Veranstaltung ist nicht hier. Vielleicht hat sie dieses Gerät noch nicht erreicht.
event-facts = Wann, wo, wie sicher
event-edit = Veranstaltung ändern
copy-to-mine = Als Vorlage nehmen
draft-back = Was du hier getippt und nicht abgeschickt hattest, ist wieder da.
draft-anew = Neu beginnen
event-end = Absagen oder löschen
event-cancel = Veranstaltung absagen
event-cancel-warning = Absagen ist endgültig. Alles, was dafür zugesagt war, wird wieder frei.
event-delete = Veranstaltung löschen
event-delete-warning = Löschen ist endgültig und eine Bitte an alle: wer sie hat, kann sie behalten. Sag lieber ab, wenn andere wissen sollen, warum.
cancel-reason = Warum fällt sie aus?
keep-it = Behalten
confirmed-share = { $accepted } von { $musts } zugesagt
confirmed-nothing = Nichts zuzusagen
confirmed-unknown = { $count } hier nicht bekannt
about-title = Worum es geht
act-title = Was du tun kannst

# Bedarf
needs-label = Was es braucht
needs-more = und { $count } mehr
needs-none = Noch braucht sie nichts. Füge einen Ort hinzu, sonst bleibt sie ein Vorschlag.
need-something = Etwas
need-must = Ohne geht es nicht
need-nice = Wäre schön
need-nice-short = (wäre schön)
need-not-asked = Offen
need-not-known = Hier nicht bekannt
need-granted = { $granted } von { $quantity } zugesagt
need-waits-for-time = Danach kannst du fragen, sobald die Veranstaltung eine Zeit hat.
need-place = Ein Ort
need-thing = Eine Sache oder ein Können
need-looking = Noch gesucht
need-choose = Bitte wählen
need-resource = Was genau?
need-option = { $title } ({ $location })
need-not-free = { $count ->
    [one] { $count } ist dann nicht frei
   *[other] { $count } sind dann nicht frei
}
need-label = Was brauchst du?
need-label-hint = Andere sehen, dass du es noch suchst.
need-quantity = Wie viele?
need-nice-tick = Wäre nur schön
need-note = Worte an die Person, der es gehört
need-remove = Entfernen
need-keeps = Die Zusage gilt weiter.
need-asks-again = Es wird neu angefragt.
need-add-place = Ort hinzufügen
need-add-thing = Sache oder Können hinzufügen
need-add-looking = Noch etwas gesucht
ask = Anfragen
ask-again = Noch einmal anfragen
ask-withdraw = Zurückziehen
ask-position = Platz { $position } auf der Warteliste
ask-rivals = { $count ->
    [one] { $count } andere Anfrage wartet auf diese Zeit
   *[other] { $count } andere Anfragen warten auf diese Zeit
}
hide = Ausblenden
hide-explain = Wer dem folgt, was du ausblendest, sieht es nicht mehr in Listen. Es bleibt, wo es ist.
hide-reason = Warum?
hide-propose = Ausblenden vorschlagen
unhide = Nicht mehr ausblenden
is-hidden-by = Ausgeblendet von { $name }

# Formular einer Veranstaltung
step-what = Was
step-when = Wann
step-needs = Wo, und was es braucht
step-review = Überblick
step-more = Mehr
event-kind = Art
event-kind-hint = Vortrag, Workshop, Musik, Essen, Treffen, oder ein eigenes Wort.
event-kind-talk = Vortrag
event-kind-workshop = Workshop
event-kind-music = Musik
event-kind-meal = Essen
event-kind-meeting = Treffen
event-summary = In einem Satz
markdown-hint = Du kannst Markdown nutzen: *leise*, **wichtig**, Listen und Links.
tags-label = Schlagwörter
tags-hint = Mit Kommas dazwischen.
when-label = Wann ist es?
when-timed = Zu einer Zeit
when-days = Ganze Tage
when-open = Noch ohne Zeit
when-open-explain = Du kannst die Zeit später ergänzen. Nach den meisten Orten kann man nur mit einer Zeit fragen.
when-zone = Zeiten in: { $zone }.
when-start = Beginn
when-end = Ende
when-first-day = Erster Tag
when-last-day = Letzter Tag
review-asks = Danach wird gefragt. Zugesagt ist nichts, bevor die Antwort da ist.
review-nobody = Niemand muss gefragt werden.
review-waiting = { $count ->
    [one] Noch jemand fragt für diese Zeit danach.
   *[other] { $count } andere fragen für diese Zeit auch danach.
}
review-may-need-time = Vielleicht nur mit einer Zeit.
save-changes = Änderungen speichern
back = Zurück
wrong-no-title = Bitte gib ihm einen Titel.
wrong-no-start = Bitte sag, wann es beginnt.
wrong-no-end = Bitte sag, wann es endet.
wrong-end-first = Es endet, bevor es beginnt.
wrong-no-day = Bitte wähl einen Tag.
wrong-need-empty = Bitte wähl überall etwas aus, oder schreib, was du suchst.
wrong-quantity = Die Anzahl muss eine ganze Zahl ab 1 sein.
wrong-number = Das muss eine ganze Zahl sein.
wrong-position = Die Breite liegt zwischen −90 und 90, die Länge zwischen −180 und 180.
wrong-only-directions = Zum Weg fehlt der Ort: beschreib ihn in Worten.
wrong-no-draw = Bitte sag, wann gelost wird.

# Markt
market-title = Markt
market-lead = Orte, Dinge und Können, die Leute hier anbieten.
market-text = Im Markt suchen
market-more = Art, Zeit, Zugang …
market-from = Frei ab
market-to = Frei bis
market-only-free = Nur was dann frei ist
market-empty = Noch bietet niemand etwas an. Hast du einen Raum, einen Beamer oder zwei gute Hände?
market-none-fits = Nichts passt zu deiner Suche.
kind-place = Ort
kind-place-explain = Wo man sein kann: ein Raum, eine Wiese, eine Ecke.
kind-thing = Sache
kind-thing-explain = Was man benutzen kann: ein Beamer, ein Rad, ein Topf.
kind-skill = Können
kind-skill-explain = Was jemand kann: Ton, Kochen, Dolmetschen.
kind-other = Etwas anderes
now-free = Jetzt frei
now-partly = Jetzt { $free } frei
now-busy = Jetzt vergeben
now-closed = Jetzt zu
now-notice = Bitte lesen
now-out-of-order = Außer Betrieb
until = bis { $time }
fits = Dann frei
clash-gone = Wird nicht mehr angeboten
clash-needs-time = Nur mit einer Zeit
clash-out-of-order = Außer Betrieb
clash-closed = Dann zu
clash-blackout = Dann gesperrt
clash-blackout-because = Dann gesperrt: { $reason }
clash-taken = Dann vergeben
clash-some-taken = Dann nur { $free } von { $units } frei
units-unlimited = So viele du willst
units-count = { $count } Stück
people-count = { $count ->
    [one] für { $count } Person
   *[other] für { $count } Leute
}
requests-open = { $count ->
    [one] { $count } Anfrage wartet
   *[other] { $count } Anfragen warten
}
policy-first-come = Wer zuerst kommt
policy-manual = Wird von Hand beantwortet
policy-draw = Das Los entscheidet
policy-closed = Gerade wird nichts vergeben
policy-other = Entscheidung durch «{ $name }»
policy-draw-at = Gelost wird am { $time }.
policy-most = Höchstens { $count } für eine Person.
policy-strangers = Bei Unbekannten wird nachgefragt.

# Ein Angebot
resource-new = Etwas anbieten
resource-edit = Angebot ändern
resource-missing = Angebot
resource-not-here = Das ist nicht hier. Vielleicht hat es dieses Gerät noch nicht erreicht.
resource-deleted = Das wird nicht mehr angeboten.
resource-facts = Was es ist
where-title = Wo
policy-title = Wie entschieden wird
times-title = Wann man es haben kann
busy-title = Zugesagt für
access-title = Zugang
location-none = Niemand hat gesagt, wo es ist.
location-open = { $position } in einer Karten-App öffnen
location-map = Auf OpenStreetMap zeigen
pickup-label = Wie man es holt
windows-always = Man kann es jederzeit haben.
windows-label = Öffnungszeiten
blackouts-label = Geschlossen
free-label = Wann es frei ist
buffer-between = { $minutes ->
    [one] { $minutes } Minute bleibt zwischen zwei Veranstaltungen frei.
   *[other] { $minutes } Minuten bleiben zwischen zwei Veranstaltungen frei.
}
without-time-allowed = Auch Veranstaltungen ohne Zeit können danach fragen.
busy-none = Bisher nichts.
busy-unknown = Etwas, das dieses Gerät noch nicht erreicht hat
busy-stranded = Passt nicht mehr zu den Öffnungszeiten
access-step-free = Ohne Stufe
access-toilet = Rollstuhlgerechte Toilette
access-hearing-loop = Induktionsschleife
access-quiet = Ruhig
access-yes = Ja
access-partly = Teilweise
access-no = Nein
access-unknown = Nicht gesagt
access-none = Dazu hat noch niemand etwas gesagt.
rules-label = Was zu beachten ist
queue-link = { $count ->
    [0] Keine Anfrage wartet
    [one] { $count } Anfrage wartet
   *[other] { $count } Anfragen warten
}
decider-here = Anfragen dafür werden auf diesem Gerät beantwortet.
decider-elsewhere = Ein anderes Gerät von dir antwortet hier, von selbst oder durch dich dort.
decider-take-over = Von jetzt an dieses Gerät antworten lassen

# Formular eines Angebots
resource-kind = Was ist es?
resource-title = Name
resource-description = Beschreibung
resource-offer = Anbieten
resource-delete = Nicht mehr anbieten
resource-delete-warning = Das ist endgültig. Alle Zusagen dafür enden, und Veranstaltungen, die danach gefragt haben, brauchen etwas anderes.
units-label = Wie viele gibt es?
units-hint = Leer heißt: so viele alle wollen.
people-label = Wie viele Leute passen hinein?
location-text = Wo ist es?
location-text-hint = In Worten, wie du es einer Freundin sagen würdest.
location-address = Postanschrift
location-street = Straße und Hausnummer
location-postcode = Postleitzahl
location-city = Stadt
location-country = Land
location-position = Punkt auf der Karte
location-use-mine = Meinen Standort nehmen
location-no-position = Das Gerät hat seinen Standort nicht genannt.
location-lat = Breite
location-lon = Länge
location-more = Link, Weg, Abholen
location-url = Link
location-directions = Wie man hinkommt
time-number = Zeit { $number }
time-remove = Diese Zeit entfernen
window-add = Öffnungszeit hinzufügen
window-copy = Auf alle Tage kopieren
blackout-add = Geschlossene Zeit hinzufügen
blackout-reason = Warum ist zu?
buffer-label = Freie Minuten zwischen zwei Veranstaltungen
buffer-hint = Zum Lüften und Aufräumen.
without-time-tick = Auch Veranstaltungen ohne Zeit dürfen danach fragen
policy-label = Wie entscheidest du?
policy-first-come-explain = Wer zuerst fragt, hat die Zusage sofort, solange dieses Gerät an ist.
policy-manual-explain = Du beantwortest jede Anfrage in deinem Eingang.
policy-draw-explain = Zu einer Zeit, die du wählst, entscheidet das Los unter allen, die gefragt haben.
policy-closed-explain = Jede Anfrage wird abgelehnt.
policy-draw-when = Wann wird gelost?
policy-waitlist = Was nicht passt, kommt auf eine Warteliste
policy-most-label = Höchstens wie viele für eine Person?
policy-strangers-tick = Bei Unbekannten mich fragen
policy-text = Worte dazu
policy-holds = Eine wartende Anfrage hält ihre Zeit gegen spätere frei
access-text = Mehr zum Zugang
status-label = Zustand
status-ok = Alles in Ordnung
status-notice = Benutzbar, aber mit Hinweis
status-out = Außer Betrieb
status-text = Was sollen andere wissen?
location-space = Ort in einem erdachten Raum
location-world = Name oder Adresse des Raums
location-world-hint = Ein Spiel, eine virtuelle Welt, das Raster eines Hauses.
location-east = Meter nach Osten
location-north = Meter nach Norden
location-up = Meter nach oben
wrong-no-world = Bitte nenne auch den Raum.
picture-label = Bild
picture-choose = Bild auswählen
picture-remove = Bild entfernen
picture-hint = Dieses Gerät macht es klein und lässt weg, wo es aufgenommen wurde.
picture-shrinking = Wird verkleinert …
picture-failed = Dieser Browser kann aus der Datei kein kleines Bild machen.
use-title = Selbst nehmen
use-explain = Eine Schicht übernehmen, ausleihen, dort schlafen
use-when = Welche Zeit?
use-choose = Bitte wählen
use-over = Alle Zeiten, zu denen es das gab, sind vorbei.
use-page-mine = Das hast du für dich angefragt. Es steht nicht im Programm.
use-page = Das hat jemand für sich angefragt. Es steht nicht im Programm.
use-delete-warning = Dann steht es nicht mehr unter «Meins». Wirklich?
use-too-many = { $count ->
    [one] Davon gibt es nur eins.
   *[other] Es gibt { $count }.
}
use-submit = Danach fragen
shift-template = Eine Schicht daraus machen
shift-hint = Mehrere Leute zu festen Zeiten, wer zuerst fragt: Einlass, Kochen, Nachtwache.
shift-tag = Schicht

files-title = Das Programm als Datei
import-title = Ein Programm übernehmen
import-why = Aus einer schedule.xml, einer schedule.json oder einem Kalender. Räume und Veranstaltungen werden deine; dieselbe Datei noch einmal bringt, was sich geändert hat.
import-choose = Datei auswählen
import-unread = Diese Datei ist zu groß, oder der Browser kann sie nicht lesen.
import-under-way = { $title } wird übernommen: { $written } von etwa { $of } Einträgen sind gespeichert.
import-done = { $title } ist da: { $written } Einträge wurden geschrieben.
import-stopped = { $title } wurde nach { $written } Einträgen angehalten. Dieselbe Datei noch einmal macht dort weiter.
import-stop = Anhalten
import-put-away = Gelesen
import-clashes = { $count ->
    [one] Eine Veranstaltung wartet auf einen Ort: In ihrem Raum ist dann eine andere.
   *[other] { $count } Veranstaltungen warten auf einen Ort: In ihren Räumen sind dann andere.
}
export-title = Eine Datei machen
export-as = Als was?
export-calendar = Kalender (.ics)
export-schedule-calendar = Kalender für Programm-Apps (.ics)
export-xml = schedule.xml
export-json = schedule.json
export-everything = Alles, als JSON
export-mine = Nur, was ich gemacht oder mit Stern habe
export-do = Datei machen
sample-heading = Erst einmal umsehen
sample-why = Ein kleines, erfundenes Fest mit einem Programm für heute und morgen. Es bleibt auf diesem Gerät, und du kannst es jederzeit verlassen.
sample-open = Beispielfest öffnen
sample-title = Beispielfest (nur auf diesem Gerät)
sample-meadow = Wiese am See
sample-barn = Die Scheune
sample-kitchen = Sommerküche
sample-lake = Steg
sample-circle = Anfangskreis | Treffen | Wer ist da, wer braucht was, wo ist die Toilette.
sample-bread = Gemeinsam Brot backen | Workshop | Der Teig ruht seit dem Morgen. Bring eine Schürze mit.
sample-solar = Ein Solarofen aus einem Paket | Workshop | Pappe, Folie, Glas. Bis Mittag kocht er Reis.
sample-clown = Clowns für Große | Aufführung | Vierzig Minuten, keine Worte, etwas Wasser.
sample-dinner = Abendessen für alle | Essen | Suppe und Brot. Wer isst, spült einen Topf.
sample-songs = Lieder für den Abend | Musik | Bring ein Instrument mit, oder sing einfach.
sample-film = Kurzfilme an der Scheunenwand | Film | Dafür muss es dunkel sein; eine Decke hilft.
sample-swim = Schwimmen vor dem Frühstück | Sport | Bis zur Boje und zurück.
sample-bicycles = Fahrräder, repariert | Workshop | Werkzeug ist da, Ersatzteile nicht.
sample-farewell = Alles abbauen | Treffen | Eine Stunde mit allen Händen ist besser als ein Tag mit zweien.
