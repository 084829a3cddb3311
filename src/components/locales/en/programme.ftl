# Texts of the programme and the market, in English.
