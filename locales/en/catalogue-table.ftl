# The catalogue of grants as an .xlsx file: sheets, columns, what becomes of the rows.

catalogue-xlsx = Download .xlsx
catalogue-all-fates = Every row and what becomes of it.
catalogue-fates-sheet = Rows
catalogue-fate = What becomes of it
catalogue-fate-why = Why, and what changes
catalogue-fate-new = new
catalogue-fate-changed = changed
catalogue-fate-same = as before
catalogue-fate-bad = error

catalogue-sheet-about = How to fill in
catalogue-sheet-lists = Words
catalogue-sheet-programmes = Programmes
catalogue-sheet-rounds = Seasons
catalogue-sheet-dates = Dates
catalogue-form-legend =
    The catalogue of grants. Mend it and send the file to the bot: first it shows what becomes of every row.
    A programme is a row of “Programmes”, its seasons and dates stand in “Seasons” and “Dates”. The key connects them.
    A new programme: a new row with a new key in Latin letters. Its “Downloaded” is empty.
    What the file leaves out does not change. An empty cell deletes what was there.
    Leave the grey row below the titles alone: the bot knows the columns by it. Columns may be deleted and moved.
    Write a date out, with the year: 16.03.2027 23:30, 16.03.2027 or 03.2027, by the organiser’s clock. Zone: Europe/Moscow, Asia/Yakutsk.
    Each changed date needs a source and the day you saw it. “Now” and “soon” will not do.
    Write several values into one cell, each on a line of its own (Alt+Enter). All words and the keys of municipalities are in “Words”.
    The bot reads no formulas and no merged cells.
catalogue-column-row = Row
catalogue-column-slug = Key
catalogue-column-downloaded = Downloaded
catalogue-column-season = Season
catalogue-column-status = Status
catalogue-column-kind = Which date
catalogue-column-local = Date and time
catalogue-column-zone = Time zone
catalogue-column-forecast = Announced or forecast
catalogue-amount-russian = Amount in words, in Russian
catalogue-amount-english = Amount in words, in English
catalogue-note-russian = Worth knowing, in Russian
catalogue-note-english = Worth knowing, in English

catalogue-file-broken = The file does not open as an Excel table. Save it once more as .xlsx and send it.
catalogue-file-old = This is an old .xls or has a password. Save it as .xlsx without a password and send it.
catalogue-file-macros = The file has macros, and I do not open these. Save it as a plain .xlsx and send it.
catalogue-file-form = This is another form: it has no sheet of programmes. Download a fresh file and move the rows into it.
catalogue-fault-relative = ❗ Tomorrow this will mean something else, write the day and the year: { $field }
catalogue-fault-twice = ❗ Named twice: { $field }
catalogue-fault-foreign = ❗ The catalogue has no such column: { $field }
catalogue-fault-overtaken = ❗ Somebody changed this after the download, download the file again: { $field }
catalogue-fault-formula = ❗ This is a formula, write the value itself: { $field }
catalogue-fault-merged = ❗ The cell is merged with others, split them: { $field }
catalogue-fault-found = { $fault }: “{ $found }”
catalogue-fault-in = { $fault } ({ $place })
