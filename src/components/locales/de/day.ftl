# Texte der Seiten für den Tag selbst, auf Deutsch.

day-as-of = Stand { $time }.
news-title = Geändert, seit du geschaut hast
news-lead = Was in diesem Festival geschah, seit du zuletzt gesagt hast, dass du alles gesehen hast. Was einen Stern hat oder von dir ist, steht vorn.
news-none = Nichts hat sich geändert.
news-from-now = Von jetzt an findest du hier, was sich ändert.
news-seen = Ich habe alles gesehen
news-more = Und { $count } weitere.
news-link = Geändert ({ $count })
change-new = Neu
change-time = Neue Zeit
change-time-from = Neue Zeit, vorher: { $time }
change-place = Neuer Ort
change-place-from = Neuer Ort, vorher: { $place }
change-title = Neuer Name
change-condition = Ob es benutzbar ist
change-edited = Geändert
change-deleted = Gelöscht
change-revoked = Zusage zurückgenommen
change-answer = { $resource }: { $state }
change-answer-words = { $resource }: { $state }. { $text }

search-title = Suche
search-label = In diesem Festival suchen
search-hint = Veranstaltungen, Orte, Dinge, Können und Leute
search-found = { $count ->
    [0] Nichts gefunden.
    [one] { $count } Treffer.
   *[other] { $count } Treffer.
}
search-events = Veranstaltungen ({ $count })
search-resources = Orte, Dinge, Können ({ $count })
search-people = Leute ({ $count })

grid-earlier = Vorige Orte
grid-next = Nächste Orte
grid-places = Orte { $from } bis { $to } von { $all }
grid-title = Orte nebeneinander
grid-none = Noch hat nichts eine Zeit.
grid-empty = An diesem Tag ist nichts.
grid-no-place = Noch ohne Ort
grid-beside = Ganztägig, oder zu viel auf einmal

inventory-title = Inventar
inventory-search = In allem suchen, was es gibt
inventory-choose = Wähle etwas aus, um alles darüber zu sehen.
inventory-open = Zu seiner Seite

days-title = Tag für Tag
days-none = Noch gibt es keine Tage zu zeigen: das Festival hat keine Daten, und nichts ist vergeben.
moved-offer = Allen sagen, dass es woanders stattfindet
moved-title = Es ist woanders: { $title }
moved-means = Alle lesen deine Worte sofort an der Veranstaltung. Sie bleibt bestätigt, und ein Ort von dir, den du nennst, ist für diese Zeit gesperrt.
moved-where = Wo ist es jetzt?
moved-elsewhere = Anderswo
moved-to = Verlegt: { $place }.
moved-words = Mehr Worte für alle
moved-tell = Allen sagen

plan-title = Lageplan
plan-picture = Bild vom Gelände. Die Orte stehen darunter mit ihren Nummern.
plan-none = Noch gibt es kein Bild vom Gelände. Gib dem Festival ein Bild, oder einem Ort mit dem Schlagwort «plan».
plan-sheets = Bilder
plan-pin = { $number }: { $place }
plan-here = Was hier passiert
plan-open = noch nicht zugesagt
plan-nothing = Hier ist nichts geplant.
plan-put = Meine Orte auf den Plan setzen
plan-put-how = Drücke auf das Bild, wo der Ort ist, oder sag es in Hundertsteln des Bildes. Eine gestrichelte Raute zeigt die Stelle, bis du den Ort dorthin setzt.
plan-put-none = Noch gibt es kein Bild, auf das du sie setzen kannst. Öffne einen deiner Orte, gib ihm ein Bild und das Schlagwort «plan», und komm dann hierher zurück.
plan-put-what = Welcher Ort?
plan-left = Von links (0 bis 100)
plan-top = Von oben (0 bis 100)
plan-number = Eine ganze Zahl von 0 bis 100.
plan-wanted = Noch nicht dorthin gesetzt: { $place }
plan-put-here = Dorthin setzen

tree-title = Festivals in Festivals
tree-path = Wo du bist
tree-more-above = All das ist Teil eines Festivals, das nicht auf diesem Gerät ist.
tree-unnamed = Ein Festival, dessen Name noch nicht da ist
tree-enter-name = { $name } betreten
tree-archived = Archiviert
tree-explain = Wer ein Festival in diesem betritt, kann auch um alles bitten, was dieses hat.
tree-start = Ein Festival in diesem starten

board-changed = Nicht wie geplant
board-nothing = Nichts
board-join = Für das ganze Programm scannen
board-hold = Anhalten
board-back = Zurück zum Programm

print-title = Auf Papier
print-now = Drucken
print-large = Große Schrift
print-code = Code, der zum neuesten Stand führt
print-newer = Neuere Änderungen: den Code scannen.
print-poster = Einladung
print-poster-why = Ein Plakat mit einem Code, der dieses Festival öffnet.
print-days = Das Programm eines Tages
print-door = Für die Tür
print-door-why = Was an einem Ort passiert, Tag für Tag.
print-slips = Zum Eintragen von Hand
print-slips-why = Leere Zeilen für die Stunden, in denen ein Ort frei ist, für Leute ohne Telefon. Tippe ein, was dort geschrieben wurde.
poster-scan = Mit der Kamera eines Telefons scannen
slip-when = Wann
slip-what = Was
slip-who = Wer
slip-lead = Trag dich hier ein. Jemand tippt es ab.
slip-none = Er ist zu keiner Zeit frei.

keys-title = Tasten
keys-lead = Tasten wirken, wo gerade nichts getippt wird.
keys-on = Einzelne Tasten benutzen
keys-search = Suche
keys-schedule = Programm
keys-grid = Orte nebeneinander
keys-market = Markt
keys-mine = Meins
keys-news = Geändert, seit du geschaut hast
keys-inbox = Eingang
keys-new = Eine Veranstaltung ankündigen
keys-help = Diese Liste

alerts-title = Sag mir Bescheid
alerts-why = Solange auf diesem Gerät irgendwo eine Seite dieser App offen ist, kann sie dir sagen, wenn jemand um etwas von dir bittet, und wenn sich etwas ändert, das einen Stern hat.
alerts-on = Auf diesem Gerät Bescheid sagen
alerts-denied = Der Browser erlaubt es nicht. Das lässt sich in seinen Einstellungen für diese Seite ändern.
alerts-ask-body = { $count ->
    [one] { $count } Anfrage wartet auf deine Antwort.
   *[other] { $count } Anfragen warten auf deine Antwort.
}
alerts-news-body = { $count ->
    [one] Etwas mit Stern oder von dir hat sich geändert.
   *[other] { $count } Dinge mit Stern oder von dir haben sich geändert.
}

verify-words = Worte zum Vergleichen
verify-words-how = Ihr seht beide dieselben Worte, jeder in seiner Sprache: lest sie euch vor, oder zeigt euch die Bilder. Sind sie gleich, ist das der Schlüssel der anderen Person, und niemand steht zwischen euch.
mine-free = Frei für { $hours } Std.
mine-free-minutes = Frei für { $minutes } Min.
ways-label = Andere Ansichten
board-title = Tafel für die Wand
hides-title = Wessen Ausblenden du folgst
hides-none = Du folgst niemandem.
hides-why = Was sie ausblenden, fehlt in deinen Listen. Du kannst das jederzeit beenden, und niemand erfährt davon.
hides-stop = { $name } nicht mehr folgen
