# Гранты: как их читают. Список и его сужение, поиск, карточка, календарь года.

grants-wish = <b>{ $wish }</b>
grants-found = { $count ->
    [0] Ничего не нашлось. Уберите что-нибудь из условий или посмотрите весь список.
    [one] { $count } программа.
    [few] { $count } программы, ближайшие сверху.
   *[many] { $count } программ, ближайшие сверху.
}
grants-theme-unsaid = Программы, у которых тема не указана, тоже здесь.
grants-sum-unsaid = Здесь и те, где потолок неизвестен.
grants-narrow = 🔎 Найти и уточнить
grants-year = 🗓 Календарь на год
grants-narrow-ask = Что важно? Нажмите — остальное запомню, пока вы выбираете.
grants-narrow-who = Кто подаёт
grants-narrow-theme = На что
grants-narrow-place = Где
grants-narrow-month = Когда
grants-narrow-sum = Сколько
grants-narrow-words = Своими словами
grants-show = Показать: { $count }
grants-clear = Убрать условия
grants-to-narrow = К условиям
grants-other-choices = Другие
grants-no-entity = Без юрлица
grants-any-theme = Любая тема
grants-any-month = Любой месяц
grants-any-sum = Любая сумма
grants-everywhere = Вся область
grants-ask-theme = <b>На что нужны деньги?</b>
grants-ask-month = <b>В каком месяце?</b>

    Покажу программы, у которых в этом месяце что-то происходит: начинается приём, кончается срок, объявляют итоги.
grants-ask-sum = <b>Сколько хотите попросить?</b>

    Покажу, где столько можно попросить. Где потолок неизвестен, скажу об этом.
grants-ask-place = <b>Где вы живёте или делаете проект?</b>

    Выберите муниципалитет или напишите название.
grants-place-unlisted = Выберите муниципалитет из списка.
grants-sum-of = { $sum } ₽
grants-thousand = { $sum } тысяч
grants-million = { $sum } млн
grants-decimal = { $whole },{ $part }
grants-word = «{ $word }»

grant-for-you = <b>Для вас ({ $who }): { $way }</b>
grant-takes = Участвуют: { $who }.
grant-takes-votes = Голосуют: { $who }.
grant-who-are-you = <i>Скажите, кто вы, и я отвечу, можно ли вам подать.</i>
grant-say-who = Сказать, кто я
grant-territory = 📍 Только здесь: { $places }.
grant-territory-yours = 📍 Ваш муниципалитет участвует.
grant-territory-not-yours = 📍 Вашего муниципалитета здесь нет. Только: { $places }.
grant-age-for-you = Организация должна быть не моложе { $months ->
        [one] { $months } месяца
       *[other] { $months } месяцев
    }. Если подаёт партнёр, спросите его.
grant-standing = <b>Сезон { $season }</b>: { $standing }
grant-nothing-ahead-card = Дат впереди мы не знаем. Прошлые — в «Подробнее».
grant-left = ⏳ { $days ->
        [one] Остался { $days } день.
        [few] Осталось { $days } дня.
       *[many] Осталось { $days } дней.
    } Последний вечер — { $day }.
grant-left-tonight = ⏳ Сегодня последний вечер.
grant-left-hours = ⏳ Последний вечер прошёл, остались часы.
grant-left-daytime = Закрывается днём. Если принимают на бумаге, успейте в рабочие часы.
grant-left-no-hour = Часа не назвали. Надёжнее подать накануне, а на бумаге — до конца рабочего дня.
grant-left-months = ⏳ До этого месяца { $months ->
        [one] { $months } месяц
        [few] { $months } месяца
       *[many] { $months } месяцев
    }. Готовиться уже можно.
grant-left-this-month = ⏳ Этот месяц уже идёт. Проверьте у организатора.
grant-left-forecast = ⏳ До этого дня { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }, но он может сдвинуться.
grant-more = Подробнее
grant-to-card = К карточке
grant-to-documents = Документы: { $count }
grant-documents-list = <b>Документы для заявки: { $title }</b>

    { $count ->
        [one] { $count } документ. Что готово, отмечайте.
        [few] { $count } документа. Что готово, отмечайте.
       *[many] { $count } документов. Что готово, отмечайте.
    }
grant-document = ☐ { $document }
grant-ask = Спросить человека
grant-to-calendar = Даты в мой календарь
grant-calendar-sent = { $title }: даты для вашего календаря. Если срок сдвинут, пришлю новый файл, и записи обновятся.
grant-no-dates-file = Дат впереди мы пока не знаем, записать нечего.
grant-entry = { $label }: { $title }
grant-entry-forecast = Прогноз. { $label }: { $title }
grant-entry-cancelled = Отменено. { $label }: { $title }
grant-entry-source = Источник: { $source }

grants-year-head = <b>Календарь грантов на год</b>

    { $count ->
        [0] Дат впереди мы не знаем.
        [one] { $count } дата впереди.
        [few] { $count } даты впереди.
       *[many] { $count } дат впереди.
    } 📅 — объявлена, ❓ — наш прогноз по прошлым годам.
grants-month = <b>{ $month }</b>
grants-month-more = …и ещё { $count }
grants-month-empty = На этот месяц дат мы не знаем.
grants-month-cards = Программы этого месяца
grants-date = 📅 { $said }
grants-date-forecast = ❓ <i>{ $said }</i>
grants-date-day = { $day } — { $label }: { $title }
grants-date-about = прогноз, около { $day } — { $label }: { $title }
grants-date-no-day = день не указан — { $label }: { $title }
grants-date-expected = прогноз — { $label }: { $title }
grants-by-month = По месяцам
grants-to-year = К календарю
grants-year-picture = Картинкой
grants-year-file = Файлом
grants-year-file-sent = { $count ->
    [0] Дат впереди мы пока не знаем: календарь пустой.
    [one] { $count } дата для календаря вашего телефона. Прогнозы так и названы.
    [few] { $count } даты для календаря вашего телефона. Прогнозы так и названы.
   *[many] { $count } дат для календаря вашего телефона. Прогнозы так и названы.
}
grants-year-nothing = Рисовать нечего: дат впереди мы не знаем.
grants-feed-name = Гранты и сроки для ТОС
grants-picture-title = Гранты: { $first } — { $last }
grants-picture-announced = приём объявлен
grants-picture-forecast = прогноз
grants-picture-foot = На { $day }. Прогноз сверяйте у организатора.
grants-picture-caption = Что на картинке:
grants-picture-line = • { $title } — { $note }

grant-brief = { $kind ->
    [open] приём с { $day }
   *[until] до { $day }
}
grant-brief-forecast = прогноз: около { $day }
grant-brief-month = { $month }
grant-brief-month-forecast = прогноз: { $month }

grants-ask-words = <b>Что ищете?</b>

    Напишите своими словами: «площадка до 300 тысяч», «спорт для молодёжи в марте», «без юрлица в Тынде».
grants-words-unknown = Таких слов в каталоге нет. Напишите иначе: на что деньги, сколько, кто подаёт, в каком месяце.
grants-unknown-words = В каталоге нет слов: { $words }. Ищу без них.
grants-doubtful-place = Мест с названием «{ $place }» несколько. Выберите своё: «Найти и уточнить» → «Где».
grants-year-page = Открыть на сайте
grants-year-follow = Чтобы даты сами появлялись в телефоне, добавьте в нём подписку на календарь с этим адресом:
    <code>{ $url }</code>
grant-origin-brief = { $when }. Источник — в «Подробнее».
