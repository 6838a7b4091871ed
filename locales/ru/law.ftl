# /law: нормы и карточки муниципалитетов, их правка, кому сказать об изменениях.

law = <b>Нормы</b>

    Всего { $count }. { $due ->
    [0] Проверять пока нечего.
    [one] ⚠️ { $due } норму пора проверить, она вверху.
    [few] ⚠️ { $due } нормы пора проверить, они вверху.
   *[many] ⚠️ { $due } норм пора проверить, они вверху.
}
law-due = ⚠️ { $title }
law-fresh = { $title }
law-places = Карточки муниципалитетов
law-back = К нормам
law-norm = <b>{ $title }:</b> { $value }

    <i>Источник: { $source }</i>
law-recheck = Проверить снова: { $day }
law-checked = Проверено, без изменений
law-correct = Изменить
law-is-checked = Отмечено: проверено сегодня, снова через полгода.

place-list = <b>Карточки муниципалитетов</b>

    Выберите, какую открыть.
place = <b>{ $name }</b>

    Нажмите на строку, чтобы её поправить. Вписывайте только то, для чего есть источник.
place-line = <b>{ $field }:</b> { $value }
place-source = <i>{ $source }</i>
place-back = Все карточки
places-missed-open = Чего не нашли на карте
places-missed = { $count ->
    [0] <b>Всё найдено.</b> Здесь появятся названия мест, которые люди писали, а я не знаю.
    [one] <b>{ $count } место, которого я не знаю.</b> Нажмите на него и скажите, где оно.
    [few] <b>{ $count } места, которых я не знаю.</b> Нажмите на место и скажите, где оно.
   *[many] <b>{ $count } мест, которых я не знаю.</b> Нажмите на место и скажите, где оно.
}
place-missed = <b>{ $text }</b>

    Так написали { $count ->
        [one] { $count } раз
        [few] { $count } раза
       *[many] { $count } раз
    }. Если такое место есть, нажмите на его муниципалитет, и я начну его находить.
place-drop = Такого места нет
place-added = <b>Добавил.</b> { $name } — это { $municipality }.
place-removed = Убрал.
place-added-by = координатор ТОС
field-order = Порядок шагов
field-body = Представительный орган
field-group-minimum = Человек в группе, не меньше
field-notice-days = За сколько дней объявлять
field-review-days = Сколько дней рассматривают устав
field-charter-copies = Экземпляров устава
field-meeting-share = Доля жителей на собрании
field-attachments = Что прикладывают к уставу
field-contact = Куда обратиться
field-boundaries-first = сначала границы, потом собрание
field-meeting-first = сначала собрание, потом границы
field-single-application = одна заявка на границы и устав

edit-unconfirmed = не подтверждено
edit-field-of = { $field }, { $place }
edit-wants-number = целое число, например: 10
edit-wants-share = доля, например: 1/3
edit-wants-day = день, например: 2027-01-01
edit-wants-text = короткий текст
edit-wants-button = кнопка ниже
edit-ask-value = <b>Какое значение теперь?</b>

    Сейчас: { $now }. Нужно: { $kind }.
edit-wrong = Это значение другого вида.
edit-unset = Не подтверждено
edit-ask-confidence = <b>Насколько мы уверены?</b>

    «Подтверждено» — вы видели текст самой нормы или два независимых источника.
edit-ask-source = <b>Кто это говорит?</b>

    Напишите документ, номер, день и ссылку. Источник увидят все рядом со значением.
edit-review = <b>{ $title }</b>

    Было: { $was }
    Станет: { $became }
    <i>Источник: { $source }</i>
edit-concerns = { $cases ->
    [0] Это пока никого не касается.
    [one] Это касается { $cases } дела, напишу людям: { $people }.
   *[many] Это касается { $cases } дел, напишу людям: { $people }.
}
edit-save = Сохранить и сказать всем, кого касается
edit-source = Изменить источник
edit-discard = Не менять
edit-saved = <b>Сохранено.</b> Новое значение видно везде, кого оно касается, те узнают.
edit-discarded = Хорошо, ничего не изменили.
edit-gone = Этой правки или записи уже нет.
edit-incomplete = Не хватает источника, или значение то же самое.
edit-history = <b>Что меняли</b>
edit-history-line = { $day }: { $field } — было { $was }, стало { $became }. <i>{ $source }</i>

change-notice = <b>Изменилось: { $title }</b>

    Было: { $was }
    Стало: { $became }
    <i>Источник: { $source }</i>
change-papers = { $papers ->
    [one] { $papers } ваша бумага сделана по прежнему значению.
    [few] { $papers } ваши бумаги сделаны по прежнему значению.
   *[many] { $papers } ваших бумаг сделаны по прежнему значению.
} Если ещё не подали, сделайте заново. Если уже подали, спросите в администрации, примут ли.
change-case = Это касается вашего дела: откройте его и посмотрите.
change-terms = Сроки я пересчитал.
change-open = Открыть дело
