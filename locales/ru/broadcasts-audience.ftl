# Из чего складываются получатели рассылки. Что стоит после «а также» и «но только» — в дательном падеже, после «кроме» —
# в родительном.

audience-or = , а также { "" }
audience-and = , но только { "" }
audience-not = , кроме { "" }

audience-to-going = записанным на «{ $name }»
audience-to-waiting = тем, кто ждёт места на «{ $name }»
audience-to-attended = тем, кто пришёл на «{ $name }»
audience-to-seated = тем, кто был записан на «{ $name }»
audience-to-chairs = председателям ТОС
audience-to-coordinators = координаторам
audience-to-ru = тем, кто читает по-русски
audience-to-en = тем, кто читает по-английски
audience-to-topic = тем, кто выбрал тему «{ $topic }»
audience-to-case = участникам дела «{ $name }»
audience-to-step = тем, кто создаёт ТОС и дошёл до шага «{ $step }»{ $place ->
    [region] { "" }
   *[other] { " " }({ $place })
}

audience-but-everybody = всех, кто подписан на новости
audience-but-municipality = жителей ({ $name })
audience-but-event = участников мероприятия «{ $name }»
audience-but-going = записанных на «{ $name }»
audience-but-waiting = тех, кто ждёт места на «{ $name }»
audience-but-attended = тех, кто пришёл на «{ $name }»
audience-but-seated = тех, кто был записан на «{ $name }»
audience-but-grant = подписчиков гранта «{ $name }»
audience-but-fitting = тех, кому подходит грант «{ $name }»
audience-but-chairs = председателей ТОС
audience-but-coordinators = координаторов
audience-but-ru = тех, кто читает по-русски
audience-but-en = тех, кто читает по-английски
audience-but-topic = тех, кто выбрал тему «{ $topic }»
audience-but-case = участников дела «{ $name }»
audience-but-step = тех, кто создаёт ТОС и дошёл до шага «{ $step }»{ $place ->
    [region] { "" }
   *[other] { " " }({ $place })
}

audience-so-far = <b>Кому отправим</b>

    { $to }.
    { $count ->
        [0] Сейчас это не получит никто.
        [one] Получит { $count } человек.
        [few] Получат { $count } человека.
       *[many] Получат { $count } человек.
    }
audience-next = Дальше →
audience-add = Добавить ещё
audience-narrow = Сузить
audience-cut = Исключить
audience-drop = Убрать последнее
audience-anew = Выбрать заново
audience-back-to-kinds = ← Назад к выбору
audience-back = ← К выбранным

audience-add-whom = <b>Кому ещё отправим?</b>
audience-narrow-whom = <b>Кого из них оставить?</b>

    Остальные сообщение не получат.
audience-cut-whom = <b>Кого исключить?</b>

    Они сообщение не получат, остальные получат.
audience-cases = Тем, кто создаёт ТОС
audience-topics = Тем, кто выбрал тему
audience-roles = Председателям и координаторам
audience-languages = По языку
audience-of-municipality = Жителей муниципалитета
audience-of-event = Участников мероприятия
audience-of-grant = Подписчиков гранта
audience-of-topics = Тех, кто выбрал тему
audience-of-cases = Тех, кто создаёт ТОС
audience-of-roles = Председателей и координаторов

audience-both = И записаны, и ждут места
audience-going = Только записаны
audience-waiting = Только ждут места
audience-attended = Пришли на прошедшее
audience-seated = Были записаны на прошедшее
audience-one-case = Участники одного дела
audience-step = Все на одном шаге
audience-pick-going = { $count ->
    [0] Впереди нет мероприятий, участникам которых вы можете написать.
   *[other] <b>Какое мероприятие?</b> Получат только те, кто записан.
}
audience-pick-waiting = { $count ->
    [0] Впереди нет мероприятий, участникам которых вы можете написать.
   *[other] <b>Какое мероприятие?</b> Получат только те, кто ждёт места.
}
audience-pick-attended = { $count ->
    [0] За последние три месяца не было мероприятий, участникам которых вы можете написать.
   *[other] <b>Какое мероприятие?</b> Получат те, кого отметили среди пришедших.
}
audience-pick-seated = { $count ->
    [0] За последние три месяца не было мероприятий, участникам которых вы можете написать.
   *[other] <b>Какое мероприятие?</b> Получат все, кто был записан, даже если не пришёл.
}
audience-unticked = На этом мероприятии пока никто не отмечен, поэтому писать некому. Отметьте, кто пришёл, а потом вернитесь в рассылки: черновик сохранён.
audience-tick = Отметить, кто пришёл
audience-other-event = ← Другое мероприятие
audience-pick-role = { $count ->
    [0] Здесь пока некого выбрать.
   *[other] <b>Кому именно?</b> Получат те из них, кто подписан на новости.
}
audience-pick-topic = { $count ->
    [0] Здесь пока некого выбрать.
   *[other] <b>Какая тема?</b> Получат те, кто выбрал её в новостях.
}
audience-pick-language = { $count ->
    [0] Здесь пока некого выбрать.
   *[other] <b>На каком языке читают?</b> Получат те из них, кто подписан на новости.
}
audience-pick-case = { $count ->
    [0] Пока никто не показал своё дело координаторам.
   *[other] <b>Какое дело?</b> Получат все его участники.
}
audience-pick-step = { $count ->
    [0] Пока никто не показал своё дело координаторам.
   *[other] <b>Какой шаг у них следующий?</b> Получат участники всех таких дел.
}
audience-keep-which = { $count ->
    [0] Здесь пока некого выбрать.
   *[other] <b>Кого оставить?</b>
}
audience-cut-which = { $count ->
    [0] Здесь пока некого выбрать.
   *[other] <b>Кого исключить?</b>
}

audience-left-out = { $count ->
    [one] Из { $count } человека не получат:
   *[other] Из { $count } человек не получат:
}
audience-no-consent = · не подписаны на новости — { $count }
audience-stopped = · остановили бота — { $count }
audience-enough = · уже получили три новости за неделю — { $count }
audience-paper = · записаны без бота — { $count }
audience-many = Можно не больше шести условий. Уберите последнее или отправьте так.
audience-bare = Сначала выберите, кому отправим. Сузить и исключить можно потом.

samples-ten = Показать десять из них
samples-all = Показать, кто это
samples = { $count ->
    [one] Получит { $count } человек.
    [few] Получат { $count } человека.
   *[many] Получат { $count } человек.
} Вот кто среди них:
samples-name = · { $name }
samples-none = Имён показать не могу: получать некому, или это участники дел о ТОС, а им мы обещали не называть имён.
samples-back = ← К проверке

newcomers-change = Кто присоединится позже
newcomers-ask = <b>Отправить и тем, кто присоединится позже?</b>

    Например, подпишется на новости или запишется через неделю. До какого дня ждать таких? Нажмите кнопку или напишите дату: «{ $example }».
newcomers-none = Нет, только тем, кто есть
newcomers-week = Неделю
newcomers-month = Месяц
newcomers-too = И тем, кто присоединится до { $when }.
newcomers-few = Если получателей наберётся { $threshold }, остановлюсь и скажу вам: на такие рассылки смотрит второй координатор.
newcomers-unread = Не понял дату. Напишите, например: «{ $example }» — или нажмите кнопку.
newcomers-unfit = Так не получится: дата уже прошла или до неё больше трёх месяцев. Напишите другую.
newcomers-joined = Из них присоединились позже: { $count }
newcomers-crowded = Рассылка уже у { $count ->
    [one] { $count } человека
   *[other] { $count } человек
}. Кто присоединится теперь, её не получит: на рассылки, которые получат { $threshold } человек и больше, смотрит второй координатор.

saved-save = Сохранить этот список
saved-open = Сохранённые списки
saved-ask-name = <b>Как назвать этот список?</b>

    Например: «Председатели Зеи». Им смогут пользоваться и ваши коллеги.
saved-kept = Список «{ $name }» сохранён. В следующей рассылке выберите его в сохранённых.
saved-list = { $count ->
    [0] Сохранённых списков пока нет. Выберите получателей и нажмите «{ saved-save }».
   *[other] <b>Сохранённые списки</b>
}
saved-card = <b>{ $name }</b>

    Кому: { $to }
saved-use = Отправить этому списку
saved-drop = Удалить список
saved-drop-sure = Удалить список «{ $name }»?
saved-dropped = Список удалён.
saved-gone = Такого списка больше нет.
saved-lost = <b>Этому списку написать уже нельзя</b>

    В нём есть те, кого больше нет или чьё мероприятие началось:
saved-lost-part = • { $part }
