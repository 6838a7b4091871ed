# Гранты: список, карточка, подписка, напоминания. Прогноз (❓, курсив) никогда не похож на объявленную дату (📅).

grants-list = <b>Гранты и сроки</b>

    { $count ->
        [one] { $count } программа
        [few] { $count } программы
       *[many] { $count } программ
    }, ближайшие сверху. 📅 — дата объявлена, ❓ — наш прогноз по прошлым годам.
grants-mine = Мои подписки: { $count }
grants-ask-who = <b>Кто подаёт заявку?</b>

    Покажу только то, куда можно податься: самим, через партнёра или через муниципалитет.
grants-everybody = Показать всё
grants-to-list = К списку

grant-tos = ТОС без юрлица
grant-tos-legal = ТОС с юрлицом
grant-nko = НКО
grant-group = Инициативная группа
grant-person = Человек любого возраста
grant-person14 = Человек от 14 лет
grant-person14-35 = Человек 14–35 лет
grant-elder = Староста села
grant-mun = Муниципалитет
grant-budget = Бюджетное учреждение
grant-ip = ИП
grant-biz = Компания
grant-partner = ТОС без юрлица или группа — через партнёрскую НКО

grant-directly = ✅ Участвуете сами
grant-through-partner = 🤝 Через партнёрскую НКО: подаёт она
grant-through-municipality = 🏛 Через муниципалитет: вы предлагаете, он подаёт
grant-not-for-them = 🚫 Подать нельзя

grant-short-title = <b>{ $title }</b>
grant-nothing-ahead = Дат впереди мы не знаем.

grant-opening = Начало приёма
grant-deadline = Срок подачи
grant-vote-opening = Начало голосования
grant-vote-end = Конец голосования
grant-results = Объявление итогов
grant-project-start = Старт проектов
grant-interim-report = Промежуточный отчёт
grant-final-report = Итоговый отчёт
grant-meeting = Собрание жителей
grant-partner-found = Найти партнёра
grant-letter = Письмо поддержки

grant-confirmed-line = 📅 <b>{ $label }: { $when }</b>
grant-forecast-line = ❓ <i>{ $label }: { $when }</i>
grant-past-line = { $label }: { $when }

grant-clock = { $day }, { $time } { $zone }
grant-both-clocks = { $theirs } = { $ours }
grant-in-month = { $month ->
    [1] в январе
    [2] в феврале
    [3] в марте
    [4] в апреле
    [5] в мае
    [6] в июне
    [7] в июле
    [8] в августе
    [9] в сентябре
    [10] в октябре
    [11] в ноябре
   *[12] в декабре
} { $year }
grant-expected-in = ожидается { $when }, не объявлено
grant-expected-about = ожидается около { $when }, не объявлено
grant-was-expected = { $when } — по прогнозу, объявления мы не видели
grant-until = до { $when }
grant-until-day = до { $day }, время не указано
grant-until-day-there = до { $day } { $zone }, время не указано
grant-day-unknown = { $when }, день не указан
grant-last-day = { $when }; ваш последний целый день — { $day }

grant-head = <b>{ $title }</b>

    Организатор: { $organiser }
grant-places = Где: { $places }
grant-amount = Сумма: { $amount }
grant-amount-unknown = Сумма: мы её не нашли.
grant-archived = 🗄 Эту программу мы больше не ведём.
grant-most = { $who }: не больше { $most } ₽
grant-most-each = Можно просить: не больше { $most } ₽
grant-themes = На что: { $value }
grant-own-share = Свои деньги: не меньше { $value } %
grant-min-age = Возраст организации: не меньше { $value ->
        [one] { $value } месяца
       *[other] { $value } месяцев
    }
grant-hand-in = Как подать: { $value }
grant-documents = Документы: { $value }
grant-contact = Кого спросить: { $value }
grant-links = Ссылки: { $value }
grant-theme-places = благоустройство
grant-theme-culture = культура
grant-theme-sport = спорт
grant-theme-youth = дети и молодёжь
grant-theme-elders = старшие
grant-theme-nature = природа
grant-theme-history = история и память
grant-theme-neighbours = добрососедство
grant-who = <b>Кто может участвовать</b>
grant-applicant = • { $who }
grant-chosen = Вы выбрали «{ $who }»: { $way }

grant-season = <b>Сезон { $season }</b> — { $standing }
grant-round-expected = не объявлен, даты — прогноз
grant-round-announced = объявлен
grant-round-open = приём идёт
grant-round-until-unknown = приём открылся; день закрытия мы не нашли
grant-round-probably-over = приём открывался давно; день закрытия мы не нашли, сейчас он, вероятно, окончен
grant-round-passed-unseen = по прогнозу приём уже закончился, объявления мы не видели
grant-round-closed = приём закрыт
grant-vote-open = голосование идёт
grant-vote-until-unknown = голосование началось; последний день мы не нашли
grant-vote-probably-over = голосование началось давно; последний день мы не нашли, сейчас оно, вероятно, окончено
grant-vote-passed-unseen = по прогнозу голосование уже закончилось, объявления мы не видели
grant-vote-closed = голосование окончено
grant-round-cancelled = отменён
grant-no-dates = Дат этой программы мы не знаем. Спросите у организатора.
grant-dates-from = <i>Даты: { $source }, смотрели { $day }</i>

grant-origin = Источник: { $source }
    { $when }. { $certainty }
grant-dated = Сведения на { $when }
grant-undated = Дата страницы не указана, смотрели { $day }
grant-unseen = Дата страницы не указана
grant-recheck = ⚠️ Сверить это надо было { $day }. С тех пор могло измениться, проверьте у организатора.
grant-year = { $year } год
grant-certainty-high = Прошедшие даты точные: от организатора или из новостных агентств.
grant-certainty-medium = Взято из прессы, одного источника или старых новостей — проверьте на сайте.
grant-certainty-low = Это догадка, подтверждения мы не нашли.
grant-you-hear = 🔔 <b>Вы подписаны.</b> Напомню о сроке и скажу, если он изменится.

grant-site = Сайт организатора
grant-subscribe = Напоминать о сроке
grant-unsubscribe = Не напоминать
grant-open = Открыть карточку
grant-gone = Такой программы нет: может быть, ссылка старая.

grant-subscribed = Подписка включена. Первое напоминание — { $when }.
grant-subscribed-forecast = Подписка включена. Дата ещё не объявлена, это прогноз. Первое напоминание — { $when }.
grant-subscribed-late = Подписка включена, но срок уже близко, и напоминаний до него не будет. Даты — в карточке. Об изменениях напишу сразу.
grant-subscribed-unknown = Подписка включена. Дата ещё не объявлена. Как только я о ней узнаю, напишу.
grant-unsubscribed = Хорошо, об этой программе больше не напоминаю.
grant-was-not-subscribed = Вы не были подписаны.

