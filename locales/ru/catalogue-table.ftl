# Каталог грантов файлом .xlsx: листы, столбцы, что станет со строками.

catalogue-xlsx = Скачать .xlsx
catalogue-all-fates = Каждая строка и что с ней станет.
catalogue-fates-sheet = Строки
catalogue-fate = Что станет
catalogue-fate-why = Почему и что изменится
catalogue-fate-new = новая
catalogue-fate-changed = изменится
catalogue-fate-same = без изменений
catalogue-fate-bad = ошибка

catalogue-sheet-about = Как заполнять
catalogue-sheet-lists = Слова
catalogue-sheet-programmes = Программы
catalogue-sheet-rounds = Сезоны
catalogue-sheet-dates = Даты
catalogue-form-legend =
    Каталог грантов. Поправьте и пришлите файл боту: сначала он покажет, что станет с каждой строкой.
    Программа — строка на листе «Программы», её сезоны и даты — на листах «Сезоны» и «Даты». Связывает их «Ключ».
    Новая программа: новая строка с новым ключом латиницей. Столбец «Скачано» у неё пустой.
    Чего в файле нет, то не изменится. Пустая ячейка стирает то, что было.
    Серую строку под заголовками не меняйте: по ней бот узнаёт столбцы. Столбцы можно удалять и переставлять.
    Дату пишите целиком, с годом: 16.03.2027 23:30, 16.03.2027 или 03.2027, по часам организатора. Пояс: Europe/Moscow, Asia/Yakutsk.
    У каждой изменённой даты нужны источник и день, когда вы её видели. Слова «сейчас» и «скоро» не подойдут.
    Несколько значений пишите в одной ячейке, каждое с новой строки (Alt+Enter). Все слова и ключи муниципалитетов — на листе «Слова».
    Формулы и объединённые ячейки бот не читает.
catalogue-column-row = Строка
catalogue-column-slug = Ключ
catalogue-column-downloaded = Скачано
catalogue-column-season = Сезон
catalogue-column-status = Что с приёмом
catalogue-column-kind = Какая дата
catalogue-column-local = Дата и время
catalogue-column-zone = Часовой пояс
catalogue-column-forecast = Объявлено или прогноз
catalogue-amount-russian = Сумма словами, по-русски
catalogue-amount-english = Сумма словами, по-английски
catalogue-note-russian = Что важно знать, по-русски
catalogue-note-english = Что важно знать, по-английски

catalogue-file-broken = Файл не открывается как таблица Excel. Сохраните его ещё раз как .xlsx и пришлите.
catalogue-file-old = Это старый .xls или файл с паролем. Сохраните его как .xlsx без пароля и пришлите.
catalogue-file-macros = В файле макросы, такие я не открываю. Сохраните его как обычный .xlsx и пришлите.
catalogue-file-form = Это другая форма: листа с программами здесь нет. Скачайте свежий файл и перенесите строки в него.
catalogue-fault-relative = ❗ Завтра это будет значить другое, напишите число и год: { $field }
catalogue-fault-twice = ❗ Указано дважды: { $field }
catalogue-fault-foreign = ❗ Такого столбца в каталоге нет: { $field }
catalogue-fault-overtaken = ❗ После скачивания это изменил кто-то другой, скачайте файл заново: { $field }
catalogue-fault-formula = ❗ Здесь формула, напишите само значение: { $field }
catalogue-fault-merged = ❗ Ячейка объединена с другими, разделите их: { $field }
catalogue-fault-found = { $fault } — «{ $found }»
catalogue-fault-in = { $fault } ({ $place })
