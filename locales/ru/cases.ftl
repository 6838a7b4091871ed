# /case: дело о создании ТОС — шаги, сроки, участники, план к собранию, напоминания.

case-none = <b>Дело о создании ТОС</b>

    Здесь можно вести всё в одном месте: что сделано и когда, что дальше, какие сроки идут. Я напомню о сроках. Соседей можно позвать, и вести дело вместе.

    Смотреть дорогу и посчитать кворум можно и без этого.
case-list = { $count ->
    [one] <b>У вас { $count } дело</b>
    [few] <b>У вас { $count } дела</b>
   *[many] <b>У вас { $count } дел</b>
}. Какое откроем?
case-begin = Завести дело
case-begin-here = Вести дело здесь
case-begin-another = Завести ещё одно
case-choose-place = Сначала выбрать муниципалитет
case-place-here = Это место для моего дела
case-have-already = <b>У вас уже есть дело.</b>

    Открыть его или завести ещё одно?
case-begun = Дело заведено. Начните с первого шага, я буду помнить, что сделано.
case-placed = Муниципалитет дела теперь: { $where }.
case-too-many = Больше { $most } дел вести нельзя. Выйдите из ненужных.
case-not-yours = Этого дела у вас нет. Если оно общее, попросите у соседа новое приглашение.
case-want-words = Я понимаю только слова. Напишите ответ или нажмите кнопку выше.
case-to-list = Мои дела
case-to-card = К делу
case-to-step = К шагу
case-untitled = Дело о создании ТОС
case-nowhere = муниципалитет не выбран

case-card = <b>{ $title }</b>
    { $where }
case-next = <b>Дальше: { $step }</b>
case-all-done = ✅ <b>Все шаги пройдены.</b>
case-is-closed = <b>Дело закрыто.</b> Напоминаний по нему нет. Открыть снова можно в «Ещё».
case-progress = Позади { $closed ->
    [one] { $closed } шаг
    [few] { $closed } шага
   *[many] { $closed } шагов
} из { $steps }.
case-members = { $count ->
    [one] Ведёт: { $names }
   *[many] Ведут: { $names }
}
case-waiting = ⏳ <b>{ $step }:</b> отправили { $day }{ $passed ->
    [0] { "." }
    [one] , прошёл { $passed } день.
    [few] , прошло { $passed } дня.
   *[many] , прошло { $passed } дней.
}
case-no-term = Сколько ждать ответа, не подтверждено. Спросите в администрации.
case-term = Ответа ждём до { $ends }: { $left ->
    [0] сегодня последний день.
    [one] остался { $left } день, рабочих — { $working }.
    [few] осталось { $left } дня, рабочих — { $working }.
   *[many] осталось { $left } дней, рабочих — { $working }.
}
case-term-over = Ответа ждали до { $ends }. Срок прошёл { $over ->
    [one] { $over } день
    [few] { $over } дня
   *[many] { $over } дней
} назад. Позвоните и спросите, где бумага.
case-term-source = <i>Считаем { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}: { $source }. Первый день — после отправки; если последний выпал на выходной, переносим на рабочий. Переносы выходных и местный порядок счёта не подтверждены.</i>
case-local-source = по местному положению, { $source }
case-meeting = <b>Собрание:</b> { $when }. { $left ->
    [0] Это сегодня.
    [one] До него { $left } день.
    [few] До него { $left } дня.
   *[many] До него { $left } дней.
}
case-meeting-behind = <b>Собрание было назначено на { $day }.</b> Отметьте, состоялось ли оно, или поставьте новый день в «Плане».
case-notice-by = Объявить о нём нужно не позже { $day }.
case-notice-late = Объявить о нём нужно было не позже { $day }. Отметьте, если объявили, или перенесите собрание.

case-to-next = Дальше: { $step } →
case-all-steps = Все шаги
case-plan = План к собранию
case-papers = Бумаги
case-tally = Счёт на собрании
case-to-members = Участники
case-brief-button = Коротко, для пересылки
case-more = Ещё

case-steps = <b>{ $title }: все шаги</b>

    ✅ сделано, ⏳ ждём ответа, ❌ отказали, ➖ пропустили.
case-mark-open = ▫️
case-mark-sent = ⏳
case-mark-done = ✅
case-mark-refused = ❌
case-mark-skipped = ➖
case-step = <b>{ $step }</b>
    Шаг { $place } из { $of }
case-step-open = Этот шаг ещё впереди. Сделаете — отметьте, и я покажу следующий.
case-noted-done = ✅ <b>Сделано { $day }.</b>
case-noted-refused = ❌ <b>Отказали { $day }.</b> Это не конец: исправьте и подайте снова.
case-noted-skipped = ➖ <b>Этот шаг пропускаем.</b>
case-noted-number = Номер: { $number }
case-noted-by = <i>Отметка: { $name }, { $day }</i>
case-noted-by-gone = <i>Отметка участника, который вышел, { $day }</i>
case-do-done = Сделано
case-do-sent = Отправили, ждём ответа
case-do-refused = Отказали
case-do-skip = Нам это не нужно
case-do-number = Вписать номер
case-do-undo = Убрать отметку
case-step-papers = Бумаги этого шага
case-step-paper = Бумага: { $paper }
case-guide = Подробно об этом шаге
case-refusal = Если отказали
case-ask-done = <b>{ $step }.</b> Когда это сделали?

    Напишите день, например: { $example }.
case-ask-sent = <b>{ $step }.</b> Когда отправили бумагу?

    Напишите день, например: { $example }. От него я посчитаю срок.
case-ask-refused = <b>{ $step }.</b> Когда отказали?

    День стоит в письме. Напишите его, например: { $example }.
case-today = Сегодня
case-yesterday = Вчера
case-understood = Понял так: <b>{ $day }</b>.
case-other-day = Другой день
case-day-ahead = { $day } ещё впереди. Отметьте, когда это случится.
case-ask-number = Какой номер у решения? Он понадобится в бумагах.

    Напишите, как в документе, например: 12-р.
case-no-number = Номера нет
case-noted = Отметили.
case-undone = Отметку убрали.

case-members-head = <b>{ $title }: участники</b>

    Все видят одно и то же и могут отмечать шаги. Имена вижу только я и участники.
case-member = { $name } — с { $day }
case-invite = Позвать соседа
case-invitation = <b>Приглашение для одного человека</b>

    Перешлите ему эту ссылку. Она действует до { $until }, по ней может войти один сосед:
    { $link }
case-invited = <b>{ $name } зовёт вас вести дело вместе</b>

    { $title }
    { $where }

    Вы увидите, что сделано, и сможете отмечать шаги. Участники увидят ваше имя.
case-join = Войти в дело
case-joined = Вы в деле. Сделанное увидят все участники.
case-joined-already = Вы уже в этом деле.
case-invitation-expired = Это приглашение уже использовано или устарело. Попросите соседа прислать новое.
case-members-full = В деле может быть не больше { $most } человек.
case-remove = Убрать: { $name }
case-remove-ask = <b>Убрать из дела: { $name }?</b>

    Отметки останутся, но без имени. Человек узнает об этом.
case-remove-sure = Да, убрать
case-removed = Готово, участника больше нет.
case-leave = Выйти из дела
case-leave-ask = <b>Выйти из дела «{ $title }»?</b>

    Дело останется у соседей, ваши отметки — без имени. Вернуться можно по новому приглашению.
case-leave-last = <b>Выйти из дела «{ $title }»?</b>

    Кроме вас, в нём никого нет. Дело исчезнет целиком: шаги, ответы для бумаг, счёт собрания. Вернуть его нельзя.
case-leave-sure = Да, выйти
case-left = Вы вышли из дела.

case-more-head = <b>{ $title }: настройки</b>
case-nudges-on = Если две недели ничего не происходит, я спрошу, как дела.
case-nudges-off = О тихих неделях я вам не пишу. О сроках напоминаю.
case-is-listed = Координаторы ТОС видят это дело: название, муниципалитет, шаги, сроки. Имён и ответов они не видят.
case-is-unlisted = Координаторы ТОС этого дела не видят.
case-rename = Назвать дело
case-hush = Не спрашивать, как дела
case-nudge-again = Спрашивать, как дела
case-let-see = Показать дело координаторам
case-unlist = Скрыть от координаторов
case-close = Закрыть дело
case-reopen = Открыть снова
case-hushed = Хорошо, спрашивать не буду. О сроках напомню.
case-unhushed = Хорошо, буду спрашивать раз в две недели.
case-listed = Теперь координаторы видят шаги этого дела и смогут помочь.
case-unlisted = Координаторы больше не видят это дело.
case-closed = Дело закрыто, напоминаний не будет.
case-reopened = Дело снова открыто.
case-ask-title = Как назовём дело? Название увидят участники.

    Например: ТОС «Зейский дворик».

case-brief = <b>{ $title }</b>
    { $where }

    Мы создаём ТОС — территориальное общественное самоуправление. Вот где мы сейчас.
case-brief-done = ✅ { $step } — { $day }
case-brief-waiting = ⏳ { $step } — ждём ответа с { $day }
case-brief-refused = ❌ { $step } — отказ { $day }, исправляем
case-brief-next = Дальше: { $step }
case-brief-meeting = Собрание: { $when }
case-brief-sent = Сообщение выше можно переслать соседям: имён и адресов в нём нет.

case-ask-meeting = <b>Когда собрание?</b> Время — { $zone }.

    Напишите, например: { $example }. Я посчитаю, что и когда нужно успеть.
case-meeting-past = Я понял так: { $when }. Это уже прошло.
case-plan-head = <b>{ $title }: план к собранию</b>
case-plan-unknown = Посчитать нечего: срок объявления неизвестен.
case-plan-nothing = Сначала назначьте день собрания.
case-plan-line = до <b>{ $day }</b> — { $deed }
case-plan-line-done = ✅ до { $day } — { $deed }
case-plan-line-late = до <b>{ $day }</b> — { $deed }. Этот день уже прошёл
case-plan-headcount = попросить справку о числе жителей
case-plan-charter = подготовить проект устава
case-plan-notice = объявить жителям и уведомить администрацию
case-plan-meeting = <b>{ $when }</b> — собрание
case-plan-meeting-title = Учредительное собрание ТОС
case-plan-how = Между объявлением и собранием считаем полные дни: так безопаснее. Если день выпал на выходной, берём рабочий перед ним. Переносы выходных не подтверждены.
case-plan-notice-term = <i>Объявляют за { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}: { $source }</i>
case-plan-answer-term = <i>Ответ на письмо — { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}: { $source }</i>
case-calendar = В календарь телефона
case-calendar-sent = План для календаря: откройте файл, и телефон предложит сохранить.
case-move-meeting = Назначить другой день

case-remind-term = ⏳ <b>{ $title }</b>

    { $step }: бумагу отправили { $sent }, ответа ждём до { $ends }. Срок скоро закончится. Если ответ уже есть, отметьте его.
case-remind-over = ⏳ <b>{ $title }</b>

    { $step }: бумагу отправили { $sent }, срок ответа закончился { $ends }. Позвоните и спросите, что решили. Если ответ пришёл, отметьте его.
case-remind-notice = 📣 <b>{ $title }</b>

    Собрание: { $when }. Объявить о нём нужно не позже { $day }. Если уже объявили, отметьте это.
case-remind-notice-last = 📣 <b>{ $title }</b>

    Собрание: { $when }. Сегодня, { $day }, последний день, чтобы объявить о нём. Если уже объявили, отметьте это.
case-nudge = <b>{ $title }</b>

    Как ваши дела? Давно ничего не отмечали. Следующий шаг: { $step }. Если он уже сделан, отметьте, и я покажу, что дальше.
case-joined-notice = В деле «{ $title }» новый участник: { $name }.
case-listed-notice = Дело «{ $title }» показали координаторам ТОС: название, муниципалитет, шаги и сроки. Имён и ответов они не видят. Если вы против, скройте его.
case-meeting-notice = <b>{ $title }</b>

    Назначили собрание: { $when }. В «Плане» видно, что и когда успеть.
case-removed-notice = Вы больше не участник дела «{ $title }»: так решил сосед, который его ведёт. Если это ошибка, попросите у него новое приглашение.

watch = <b>Дела о создании ТОС</b>

    { $count ->
    [0] Пока никто не показал своё дело координаторам.
    [one] Вам показали { $count } дело. Имён и ответов здесь нет.
    [few] Вам показали { $count } дела. Имён и ответов здесь нет.
   *[many] Вам показали { $count } дел. Имён и ответов здесь нет.
}
watch-line = { $step }: { $count }{ $quiet ->
    [0] { "" }
   *[many] , без новостей две недели — { $quiet }
}
watch-refused = Отказов сейчас: { $refused }.
watch-papers = Бумаг сделано: { $count }{ $count ->
    [0] { "." }
   *[other] {" "}(переделанную считаем один раз):
}
watch-paper = { $paper }: { $count }
watch-all-done = Все шаги пройдены
watch-step = <b>{ $step }</b>: { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
}
watch-case = <b>{ $title }</b>
    { $where }, последняя новость: { $days ->
    [0] сегодня
    [one] { $days } день назад
    [few] { $days } дня назад
   *[many] { $days } дней назад
}
watch-next = <b>Сейчас: { $step }</b>
watch-noted = { $mark } { $step } — { $day }
watch-news = <i>Последняя новость: { $day }</i>
watch-back = Все дела
watch-to-step = К делам на этом шаге
watch-gone = Этого дела вам больше не показывают.
