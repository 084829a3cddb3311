# Texte des Programms und des Marktes, auf Deutsch.
