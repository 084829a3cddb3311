# Wie Leute einander finden: Einladungen, Treffpunkte, Verbindungen.

invite-title = Jemanden zu { $festival } dazuholen
invite-link-title = Mit einem Link
invite-link-why = Verschicke ihn mit irgendeinem Messenger oder drucke ihn aus. Wer ihn öffnet, sieht zuerst den Namen des Festivals und entscheidet dann.
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
