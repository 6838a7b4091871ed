# /catalogue: стол тех, кто ведёт каталог грантов. Дата без источника и дня, когда его видели, не сохраняется.

catalogue = <b>Каталог грантов</b>

    { $count ->
        [one] { $count } программа
        [few] { $count } программы
       *[many] { $count } программ
    }. { $due ->
        [0] Проверять пока нечего.
       *[other] ⚠️ Пора проверить: { $due }, смотрите вверху.
    }
catalogue-check = ⚠️ <b>{ $title }</b> — { $reason }
catalogue-told = люди видели объявление
catalogue-near = близко месяц, когда мы ждём объявления
catalogue-passed = прогноз прошёл, объявления мы не видели
catalogue-due = пришёл день сверки
catalogue-old = полгода никто не смотрел
catalogue-button = { $title }
catalogue-button-due = ⚠️ { $title }
catalogue-back = К каталогу
catalogue-to-programme = К программе
catalogue-to-round = К сезону

catalogue-new = Добавить программу
catalogue-more = Ещё
catalogue-more-of = <b>{ $title }</b>
catalogue-facts = Изменить сведения
catalogue-new-season = Новый сезон
catalogue-archive = В архив
catalogue-revive = Вернуть из архива
catalogue-merge = Это та же программа, что…
catalogue-merged-into = Объединена с записью №
catalogue-copy = Скопировать на год вперёд
catalogue-checked = Проверено, без изменений
catalogue-same-site = На сайте организатора
catalogue-ask-seen-source = <b>{ $title }: где вы это проверили?</b>

    Нажмите или пришлите ссылку. Без источника день сверки не меняется.
catalogue-is-checked = Отмечено: проверено сегодня.
catalogue-ask-season = <b>Как называется сезон?</b>

    Год, а если приёмов несколько — с номером: «{ $year }» или «{ $year }-2». Даты внесёте потом.
catalogue-no-season = Нужен год, можно с номером приёма. Не длиннее тридцати знаков и без косой черты.
catalogue-ask-merge = <b>{ $title }</b>

    Какая запись останется? Подписчики перейдут к ней, эта уйдёт в архив.
catalogue-which-fact = Что добавить или поправить?
catalogue-more-facts = Добавить сведения
catalogue-to-review = К проверке
catalogue-ready = Готово
catalogue-skip = Пропустить
catalogue-everywhere = Вся область
catalogue-ticked = ✅ { $label }
catalogue-unticked = { $label }
catalogue-ask-first = <b>{ $field }</b>

    { $kind }
catalogue-ask-fact = <b>{ $field }</b>

    Сейчас: { $now }. { $kind }
catalogue-wants-text = Напишите словами.
catalogue-wants-lines = Напишите списком: каждое с новой строки.
catalogue-wants-url = Пришлите адрес страницы целиком, с https://.
catalogue-wants-number = Напишите целое число.
catalogue-wants-day = Напишите день.
catalogue-wants-one = Нажмите.
catalogue-wants-many = Отметьте всё, что подходит.
catalogue-wants-places = Напишите муниципалитеты через запятую.
catalogue-wants-sums = Нажмите, чья сумма.
catalogue-ask-sum = До какой суммы даёт программа? Заявитель: { $who }. Напишите число рублей.
catalogue-no-sum = Нужно целое число рублей, например: 500 000.
catalogue-wrong = Так не подойдёт. { $kind }
catalogue-place-unsure = Не понял, где это: { $name }. Напишите название муниципалитета полностью.

catalogue-for-keepers = <b>Для тех, кто ведёт каталог</b>
catalogue-seen = Смотрели: { $day }
catalogue-never-seen = День, когда смотрели, не записан.
catalogue-recheck = Сверить снова: { $day }
catalogue-why = ⚠️ Пора проверить: { $reason }
catalogue-readers = Подписаны: { $count }
catalogue-season = Сезон { $season }
catalogue-of-season = { $field }, сезон { $season }
catalogue-history = Что меняли
catalogue-history-of = <b>Что меняли: { $title }</b>
catalogue-history-none = <b>{ $title }</b>

    Здесь ещё ничего не меняли.
catalogue-history-head = <b>{ $day }, { $author }</b>
catalogue-history-source = <i>Источник: { $source }</i>
catalogue-author-gone = человек, который стёр свои данные
catalogue-change = { $field }: было { $was } → стало { $became }

catalogue-round = <b>{ $title }</b>
catalogue-stage-source = <i>{ $label } — { $source }</i>
catalogue-stage-seen = <i>{ $label } — { $source }, смотрели { $day }</i>
catalogue-more-dates = Другая дата
catalogue-close = Приём закрыт
catalogue-cancel = Отменён
catalogue-reopen = Приём всё-таки идёт
catalogue-which-date = Какую дату сезона { $season } внести или поправить?

catalogue-ask-date = <b>{ $label }</b>

    Сейчас: { $now }.

    Напишите так, как объявил организатор, с годом: «16 марта { $year }, 23:30», «16.03.{ $year }» или «март { $year }».
catalogue-relative = Это считается от сегодняшнего дня, и завтра значило бы другое. Напишите число, месяц и год.
catalogue-which-year = Какой это год?
catalogue-ask-zone = <b>По каким часам это время?</b>

    Нажмите или напишите, например: «по Хабаровску». У федеральных фондов это обычно московское время.
catalogue-zone-unknown = Такого часового пояса я не знаю. Напишите, например: «по Хабаровску».
catalogue-ask-certainty = <b>Это объявлено или это прогноз?</b>

    Объявлено — организатор сам назвал эту дату. О прогнозе люди услышат как о прогнозе.
catalogue-is-announced = Объявлено
catalogue-is-forecast = Прогноз
catalogue-ask-source = <b>Где вы это прочитали?</b>

    Пришлите ссылку или название документа с номером. Источник увидят все рядом с датой.
catalogue-ask-seen = <b>Когда вы это видели?</b>

    Нажмите или напишите день.
catalogue-today = Сегодня

catalogue-review = <b>Сохранить так?</b>
catalogue-sourced = <i>Источник: { $source }; смотрели { $day }</i>
catalogue-will-hear = Подписаны: { $subscribers }. { $readers ->
        [0] Отдельно никому писать не буду.
       *[other] Напишу сразу: { $readers }.
    } Напоминания переставлю у всех.
catalogue-as-seen = <b>Так увидят читатели:</b>
catalogue-save = Сохранить
catalogue-other-source = Другой источник
catalogue-discard = Не менять
catalogue-saved = <b>Сохранено.</b> Напоминания стоят по новым датам. { $readers ->
        [0] Отдельно писать никому не пришлось.
       *[other] Напишу тем, кто знал другое: { $readers }.
    }
catalogue-discarded = Хорошо, ничего не изменили.
catalogue-changed = Пока вы правили, это изменил кто-то другой. «Было» теперь — его значение. Если верно ваше, сохраните ещё раз.
catalogue-gone = Этой записи или правки уже нет.
catalogue-incomplete = Не хватает источника или дня, когда вы его видели.
catalogue-exists = Такой сезон уже есть.

catalogue-fault-missing = ❗ Не заполнено: { $field }
catalogue-fault-too-long = ❗ Слишком длинно: { $field }
catalogue-fault-wrong = ❗ Не подходит: { $field }
catalogue-fault-date = ❗ Такой даты нет: { $field }
catalogue-fault-zone = ❗ Такого часового пояса нет: { $field }
catalogue-fault-url = ❗ Это не адрес страницы: { $field }
catalogue-fault-order = ❗ Приём заканчивается раньше, чем начинается: { $field }
catalogue-fault-source = ❗ Нет источника или дня, когда его видели: { $field }
catalogue-fault-place = ❗ Такого муниципалитета нет: { $field }

catalogue-title = Название
catalogue-short-title = Короткое название
catalogue-organiser = Организатор
catalogue-level = Кто даёт
catalogue-url = Сайт
catalogue-applicants = Кто подаёт
catalogue-municipalities = Где
catalogue-themes = На что
catalogue-amount = Сумма словами
catalogue-amounts = Сумма по видам заявителей
catalogue-own-share = Свои деньги, %
catalogue-min-age = Возраст организации, месяцев
catalogue-hand-in = Как подать
catalogue-documents = Документы
catalogue-links = Ссылки
catalogue-contact = Кого спросить
catalogue-note = Что важно знать
catalogue-source = Источник
catalogue-as-of = Сведения на
catalogue-seen-on = Смотрели
catalogue-recheck-on = Сверить снова
catalogue-confidence = Насколько точно
catalogue-archived = В архиве
catalogue-unknown = не знаем
catalogue-yes = да
catalogue-federal = федеральный
catalogue-region = область
catalogue-municipality = муниципалитет
catalogue-company = компания
catalogue-association = объединение
catalogue-forecast = прогноз
catalogue-announced = объявлен
catalogue-open = приём идёт
catalogue-closed = приём закрыт
catalogue-cancelled = отменён

tip-begin = Я видел объявление
tip-ask = <b>Что вы видели?</b>

    Пришлите ссылку, фото или просто слова: где и что объявили. Координатор проверит, и я напишу вам, что вышло.
tip-dead-link = Ссылка на сайт не открывается
tip-wants = Пришлите ссылку, фото или слова.
tip-sent = <b>Спасибо.</b> Координатор посмотрит, и я напишу вам, что вышло.
tip-too-many = Несколько ваших объявлений уже ждут проверки. Когда их посмотрят, пришлите следующее.
tip-notice = 👀 Видели объявление: <b>{ $title }</b>
tip-look = Посмотреть
tips-waiting = Объявления от людей: { $count }
tip-card = <b>{ $title }</b>

    Прислали: { $text }

    Сейчас в каталоге:
tip-photo-only = фото без слов
tip-photo = Показать фото
tip-enter = Внести дату
tip-known = Уже знали
tip-wrong = Не подтвердилось
tip-is-answered = На это уже ответили.
tip-finder-hears = Хорошо. Кто прислал, увидит ответ.
tip-answer-entered = <b>Ваше объявление подтвердилось.</b> Дата теперь в каталоге, и подписчики о ней узнают. Спасибо.

    { $title }
tip-answer-link = <b>Спасибо, что написали про ссылку.</b> Мы её поправили.

    { $title }
tip-answer-known = <b>Спасибо.</b> Об этом мы уже знали, всё есть в карточке.

    { $title }
tip-answer-wrong = <b>Спасибо, что написали.</b> Подтверждения у организатора мы не нашли, поэтому дату пока не ставим.

    { $title }
catalogue-dead-link = люди пишут, что ссылка не открывается
catalogue-freshness = Проверены за три месяца: { $fresh } из { $all }. С объявленной датой впереди: { $confirmed }.
catalogue-oldest = Дольше всех не смотрели: { $title }, { $day }.
catalogue-oldest-never = Не записано, когда смотрели: { $title }.
catalogue-postpone = Срок перенесли
catalogue-passing = «{ $word }» завтра будет значить другое. Напишите число, месяц и год.
catalogue-became = { $field }: { $value }
tip-link-card = <b>{ $title }</b>

    Ссылка не открывается: { $url }

    Проверьте и, если нужно, поправьте сайт. Сейчас в каталоге:
tip-link-notice = 🔗 Люди пишут, что ссылка не открывается: <b>{ $title }</b>
tip-enter-link = Поправить ссылку
tip-entered-this = Внёс: { $what }
tip-enter-first = Сначала внесите дату или ссылку: приславший узнает, что именно вышло.
tip-answer = Ответить тому, кто прислал
tip-came-of = { $entered }

catalogue-remind = <b>Каталог грантов</b>

    { $count ->
        [one] { $count } программу пора проверить.
        [few] { $count } программы пора проверить.
       *[many] { $count } программ пора проверить.
    } Напомню снова не раньше чем через неделю.
catalogue-to-open = Открыть каталог

catalogue-table = Таблица
catalogue-table-about = <b>Каталог файлом</b>

    Скачайте, поправьте и пришлите обратно: .xlsx — для Excel, .yaml — для текстового редактора. Сначала покажу, что станет с каждой строкой.
catalogue-export = Скачать .yaml
catalogue-load = Прислать файл
catalogue-undo = Отменить последнюю загрузку
catalogue-exported = Каталог на сегодня. Пояснения — в начале файла.
catalogue-legend = Каталог грантов. Каждая программа начинается с «- slug». Чего в файле нет, то не изменится.
    Дата сезона: stage/СЕЗОН/ВИД. Вид: open, deadline, results, project_start, interim_report, final_report, meeting, partner, letter.
    local — часы организатора: 2027-03-16T23:30, 2027-03-16 или 2027-03; precision — minute, day или month.
    forecast: true — прогноз. У каждой изменённой даты нужны source и seen_on — день, когда вы её видели.
catalogue-ask-file = Пришлите файл .xlsx или .yaml, как при скачивании. Пока ничего не изменится.
catalogue-file-big = Файл слишком большой: до пяти мегабайт и пяти тысяч строк.
catalogue-file-text = Это не тот файл: я читаю .xlsx и .yaml, как при скачивании. В .yaml проверьте отступы и кавычки.
catalogue-file-alias = В файле есть ссылки на другие его места (& и *). Такие я не читаю.
catalogue-file-rows = В файле нет списка программ.
catalogue-file-gone = Не получилось взять файл. Пришлите его ещё раз.
catalogue-fates = <b>Что станет со строками</b>

    Новых: { $new }. Изменятся: { $changed }. Без изменений: { $same }. С ошибкой: { $bad }.{ $bad ->
        [0] { "" }
       *[other] { " " }Пока есть ошибки, не сохраню ничего.
    }
catalogue-fates-more = И ещё: { $count }.
catalogue-row-new = ➕ { $number }. <b>{ $slug }</b> — новая
catalogue-row-changed = ✏️ { $number }. <b>{ $slug }</b>
catalogue-row-same = { $number }. { $slug } — без изменений
catalogue-row-bad = ❗ { $number }. <b>{ $slug }</b>
catalogue-save-all = Сохранить всё
catalogue-all-saved = <b>Сохранено.</b> Напоминания стоят по новым датам.
catalogue-undone = <b>Отменено.</b> Всё как до загрузки, новые программы — в архиве.
catalogue-undo-changed = После загрузки что-то из этого уже поправили. Отменить целиком нельзя.
catalogue-undo-none = Отменять нечего.
