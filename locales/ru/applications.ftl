# Заявки на гранты: список дел, смета, люди, ход заявки. Суммы приходят уже словами: «12 500 ₽».

apply-open = Наша заявка
apply-to-list = Наши заявки
apply-to-card = К заявке
apply-to-grants = К грантам
apply-to-programme = К программе
apply-untitled = Без названия
apply-not-said = не указано
apply-later = Позже
apply-money = { $sum } ₽
apply-money-exact = { $sum },{ $kopecks } ₽
apply-when-elsewhere = { $when } по часам фонда

apply-list = <b>Наши заявки</b>

    { $count ->
        [one] { $count } заявка. Нажмите, чтобы открыть.
        [few] { $count } заявки. Нажмите, чтобы открыть.
       *[many] { $count } заявок. Нажмите, чтобы открыть.
    }
apply-none = <b>Наши заявки</b>

    Заявок пока нет. Откройте грант и нажмите «Наша заявка»: соберём список дел, посчитаем смету и не пропустим ни срока, ни отчёта.
apply-mark-preparing = ✏️
apply-mark-handed-in = 📨
apply-mark-won = 🏆
apply-mark-refused = ▫️
apply-mark-dropped = ▫️

apply-of-programme = <b>{ $title }</b>

    { $count ->
        [one] У вас { $count } заявка сюда.
        [few] У вас { $count } заявки сюда.
       *[many] У вас { $count } заявок сюда.
    }
apply-another = Ещё одна заявка
apply-which-round = <b>{ $title }</b>

    Вместе соберём документы, посчитаем смету и доведём дело до отчёта. К какому конкурсу готовимся?
apply-no-rounds = <b>{ $title }</b>

    Конкурса, в который ещё можно успеть, я здесь не знаю. Подпишитесь на программу в её карточке: когда объявят, я скажу.
apply-round-undated = { $season } · срок не объявлен
apply-round-forecast = { $season } · прогноз: { $when }
apply-round-until = { $season } · до { $when }
apply-round-unknown = Этого конкурса в каталоге больше нет. Откройте программу заново.
apply-take-earlier = Взять за основу прошлую заявку? Перенесу название, суть, смету и список дел. Сроки и отметки начнутся заново.
apply-anew = Начать с чистого листа
apply-begun = Заявка открыта. Начните со списка дел.
apply-too-many-applications = У вас уже двадцать заявок, больше я не веду. Выйдите из тех, что давно позади.

apply-head = <b>{ $title }</b>
    { $programme }, { $season }
apply-status-preparing = ✏️ Готовим
apply-status-handed-in = 📨 Подана
apply-status-won = 🏆 Поддержана
apply-status-refused = Не поддержана
apply-status-dropped = Решили не подавать
apply-no-deadline = Срок подачи пока не объявлен.
apply-deadline-forecast = ❓ Срок подачи, прогноз: { $when }
apply-deadline = 📅 Срок подачи: { $when }
apply-deadline-left = 📅 Срок подачи: { $when }. { $days ->
    [0] Сегодня последний день
    [one] Остался { $days } день
    [few] Осталось { $days } дня
   *[many] Осталось { $days } дней
}
apply-round-cancelled = ⚠️ Конкурс отменён. Заявку я сохраню: она пригодится как основа для следующей.
apply-round-closed = ⚠️ Приём заявок закрыт. Если вы успели подать, отметьте это.
apply-round-archived = ⚠️ Программы больше нет в каталоге. Заявку я сохраню: она пригодится как основа для следующей.
apply-round-gone = ⚠️ Этого конкурса больше нет в каталоге. Посмотрите, какие есть у программы.
apply-round-over = ⚠️ Срок подачи прошёл. Если вы успели подать, отметьте это.
apply-asked-sum = Просили: { $sum }
apply-won-sum = Дали: { $sum }
apply-why-refused = Почему не поддержали: { $why }
apply-no-items = Список дел пока пуст.
apply-done-of = Готово: { $done } из { $count }
apply-nearest = Ближайшее: { $item } — { $day }
apply-money-of = Смета: { $all }. Просим { $asked }, своих и партнёрских { $own } ({ $share } %)
apply-members-count = { $count ->
    [one] Готовит { $count } человек
    [few] Готовят { $count } человека
   *[many] Готовят { $count } человек
}

apply-items = Что сделать: { $done } из { $count }
apply-budget = Смета
apply-project = Проект
apply-files = Файлы и письма
apply-members = Кто готовит
apply-progress = Как идёт заявка
apply-progress-ask = Чем кончилось?

apply-not-yours = Такой заявки у вас нет. Может быть, вы из неё вышли или её удалили.
apply-not-allowed = На это у вас здесь нет права. Попросите того, кто ведёт заявку.
apply-entry-gone = Этого здесь уже нет: кто-то успел раньше.
apply-too-many = Больше сюда не помещается. Уберите лишнее и добавьте снова.

apply-project-head = <b>{ $title }</b>
apply-project-about = Суть: { $about }
apply-project-who = ТОС или организация: { $tos }
    Кто подаёт: { $kind }
apply-set-title = Название
apply-set-about = Суть
apply-set-tos = ТОС или организация
apply-set-kind = Кто подаёт
apply-ask-title = Как называется проект? Например: «Двор, где играют». До { $most } знаков.
apply-ask-about = Расскажите в нескольких предложениях: что мешает жить, что сделаете и кому станет лучше. До { $most } знаков.
apply-ask-tos = От чьего имени заявка: название ТОС или организации. До { $most } знаков.
apply-ask-kind = Кто подаёт заявку? От этого зависит, сколько даёт программа.

apply-items-head = <b>Что сделать: { $title }</b>
    Готово { $done } из { $count }
apply-items-none = У программы нет списка документов. Посмотрите его на сайте конкурса и добавьте сюда.
apply-item-add = Добавить
apply-documents-new = Новое в программе: { $count }
apply-documents-added = { $count ->
    [one] Добавил { $count } документ.
    [few] Добавил { $count } документа.
   *[many] Добавил { $count } документов.
}
apply-ticked = ✅ { $item }
apply-unticked = ▫️ { $item }
apply-item-done = ✅ { $item }
apply-item-open = ▫️ { $item }
apply-item-until = ▫️ { $item } — до { $day }
apply-item-late = ⏰ { $item } — было нужно до { $day }
apply-item-too-late = ⚠️ { $item } — до { $day }, это позже срока подачи
apply-item-head = <b>{ $item }</b>
apply-item-done-by = Отметил { $name }, { $day }
apply-somebody = тот, кто уже вышел
apply-item-after-deadline = Этот день позже срока подачи. Поставьте день раньше или уберите его.
apply-item-do = Готово
apply-item-undo = Ещё не готово
apply-item-set-day = До какого дня
apply-item-no-day = Без срока
apply-item-remove = Убрать из списка
apply-to-items = К списку дел
apply-item-already = Такая строка здесь уже есть.
apply-item-meeting = Провести собрание жителей
apply-item-partner = Найти партнёра
apply-item-letter = Получить письмо поддержки
apply-item-contract = Подписать договор
apply-item-start = Начать проект
apply-item-interim = Промежуточный отчёт
apply-item-end = Закончить проект
apply-item-final = Итоговый отчёт
apply-item-unnamed = Дело без названия
apply-ask-item = Что ещё нужно сделать? Напишите коротко, например: «Собрать подписи соседей».
apply-ask-day = До какого дня нужно: { $item }? Например: { $example }. Я напомню за неделю, за три дня и накануне.
apply-no-day = Без срока

apply-budget-head = <b>Смета: { $title }</b>
    { $count ->
        [0] Строк пока нет.
        [one] { $count } строка
        [few] { $count } строки
       *[many] { $count } строк
    }
apply-line = { $number }. { $what }: { $quantity } × { $price } = <b>{ $sum }</b>, { $payer }
apply-line-unpriced = { $number }. { $what }: { $quantity }, цены пока нет
apply-line-unnamed = Строка без названия
apply-quantity = { $number } { $unit }
apply-pays-grant = из гранта
apply-pays-own = свои деньги
apply-pays-partner = деньги партнёра
apply-sum-all = Всего: <b>{ $sum }</b>
apply-sum-of = { $payer }: { $sum } ({ $share } %)
apply-budget-empty = Добавьте первую строку: что купить или оплатить, сколько и почём.
apply-budget-no-price = ⚠️ Без цены: { $count ->
    [one] { $count } строка
    [few] { $count } строки
   *[many] { $count } строк
}. В сумму они не входят.
apply-budget-no-grant = ⚠️ Из гранта пока ничего не просим.
apply-budget-over = ⚠️ Просим больше, чем даёт программа: предел { $limit }, лишние { $lacking }.
apply-budget-little-own = ⚠️ Своих денег мало: нужно не меньше { $share } % сметы, это { $limit }. Не хватает { $lacking }. Деньги партнёра я посчитал как свои; можно ли так, сверьтесь с правилами конкурса.
apply-budget-fits = ✅ В пределы программы укладываемся.
apply-budget-no-limits = Пределов суммы и своих денег у этой программы я не знаю. Сверьтесь с правилами конкурса.
apply-budget-whose = Сколько даёт программа, зависит от того, кто подаёт. Укажите это в разделе «Проект».
apply-line-add = Добавить строку
apply-lines-many = Вставить сразу много строк
apply-to-budget = К смете
apply-line-rename = Назвать иначе
apply-line-quantity = Сколько
apply-line-price = Цена
apply-line-payer = Кто платит
apply-line-remove = Убрать строку
apply-ask-what = Что купить или оплатить? Например: «Скамейка садовая».
apply-ask-many = Вставьте строки, каждую с новой строки: что; сколько; цена за одну. Например:
    <code>Скамейка садовая; 4 шт.; 12 500</code>
    <code>Доставка; 8 тыс.</code>
    Сколько можно пропустить. Все строки запишу из гранта, потом поправите.
apply-ask-quantity = { $what }: сколько? Например: 4 шт. или 2,5 м³.
apply-ask-price = { $what }: сколько рублей за одну единицу? Например: 12 500 или 12,5 тыс.
apply-ask-payer = { $what }: { $sum }. Кто платит?
apply-one-piece = Одна
apply-payer-grant = Из гранта
apply-payer-own = Свои деньги
apply-payer-partner = Деньги партнёра
apply-bad-quantity = Нужно число больше нуля, можно с единицей: 4 шт., 12 м, 2,5 м³. Не больше миллиона.
apply-bad-price = Нужна сумма в рублях больше нуля, например: 12 500, 12,5 тыс. или 1,2 млн. Не больше десяти миллиардов.
apply-lines-bad = Ничего не добавил: { $count ->
    [one] { $count } строку
    [few] { $count } строки
   *[many] { $count } строк
} я не понял.
apply-lines-example = Напишите так: что; сколько; цена. Например: Скамейка; 4 шт.; 12 500
apply-lines-too-many = В смете помещается до { $most } строк. Ничего не добавил: разделите список или сложите мелкое в одну строку.
apply-currency-words = ₽ р руб рубль рубля рублей rub rur
apply-thousand-words = тыс тысяча тысячи тысяч т тр к k
apply-million-words = млн миллион миллиона миллионов m

apply-members-head = <b>Кто готовит: { $title }</b>
apply-member = { $name } — { $access }
apply-access-owner = ведёт заявку
apply-access-helper = помогает: отмечает и меняет
apply-access-viewer = только смотрит
apply-invite-helper = Позвать помощника
apply-invite-viewer = Показать партнёру
apply-invitation = Ссылка для одного человека, он { $access }:
    { $link }

    Действует до { $until } и один раз. Перешлите её лично.
apply-invitations-many = Десять ссылок уже ждут своих людей. Отмените неиспользованные, и можно будет сделать новую.
apply-uninvite = Отменить неиспользованные
apply-uninvited = Неиспользованные ссылки больше не действуют.
apply-invited-helper = { $name } зовёт вас готовить заявку: <b>{ $title }</b>, { $programme }. Вы сможете отмечать сделанное и менять смету. Участники увидят ваше имя.
apply-invited-viewer = { $name } показывает вам заявку: <b>{ $title }</b>, { $programme }. Вы увидите список дел и смету. Участники увидят ваше имя.
apply-join = Открыть заявку
apply-joined = Вы в заявке.
apply-joined-already = Вы уже в этой заявке.
apply-members-full = В заявке уже пятнадцать человек, больше нельзя.
apply-invitation-used = По этой ссылке уже вошли: она на один раз. Попросите новую.
apply-invitation-expired = Эта ссылка больше не действует. Попросите новую у того, кто ведёт заявку.
apply-invitation-unknown = Такого приглашения я не знаю. Проверьте, целиком ли скопирована ссылка.
apply-member-gone = Этого человека в заявке уже нет.
apply-member-card = <b>{ $name }</b> — { $access }
apply-make-viewer = Пусть только смотрит
apply-make-helper = Пусть помогает
apply-make-owner = Передать заявку
apply-remove = Убрать из заявки
apply-to-members = К людям
apply-owner-ask = Передать заявку? Дальше её ведёт { $name }: зовёт людей и убирает их. Вы останетесь помощником. Вернуть её сможет только новый ведущий.
apply-owner-sure = Передать
apply-remove-ask = Убрать из заявки? { $name } больше её не увидит.
apply-remove-sure = Убрать
apply-access-given = Права изменены.
apply-handed-over = Заявка передана.
apply-removed = Этого человека в заявке больше нет.
apply-quiet = Не напоминать мне
apply-loud = Снова напоминать
apply-is-quiet = Об этой заявке больше не напоминаю.
apply-is-loud = Снова напоминаю об этой заявке.
apply-leave = Выйти
apply-leave-ask = Выйти из заявки «{ $title }»? Остальные продолжат. Ваши строки останутся без вашего имени.
apply-leave-owner = Выйти из заявки «{ $title }»? Дальше её поведёт тот, кто помогает дольше всех. Можно сначала передать её самому: в разделе «Кто готовит» нажмите на имя.
apply-leave-last = Выйти из заявки «{ $title }»? Кроме вас в ней никого нет, поэтому она исчезнет целиком: список дел, смета, история.
apply-leave-sure = Выйти
apply-left = Вы вышли из заявки.

apply-progress-head = <b>Как идёт заявка: { $title }</b>
apply-handed = Подали
apply-drop = Не подаём
apply-we-won = Поддержали
apply-we-lost = Не поддержали
apply-not-handed = Ещё не подали
apply-prepare-again = Всё-таки готовим
apply-other-sum = Дали другую сумму
apply-other-why = Записать причину
apply-undo-result = Итога ещё нет
apply-is-dropped = Записал. Больше об этой заявке не напоминаю.
apply-is-prepared = Снова готовим. Напоминания включены.
apply-is-undone = Итог убран. Жду результатов.
apply-ask-handed = Когда подали? Например: { $example }.
apply-today = Сегодня
apply-ask-asked = Сколько просили у фонда? Например: 350 000 или 1,2 млн.
apply-ask-won = Поздравляю. Сколько дали? Например: 350 000 или 1,2 млн.
apply-sum-yes = { $sum }
apply-won-steps = Добавил в список дел договор, начало, отчёты. Поставьте дни из договора.
apply-ask-why = Жаль. Если знаете, почему не поддержали, напишите: в следующий раз пригодится.
apply-why-unknown = Не знаю
apply-count = Учесть в статистике
apply-uncount = Не учитывать в статистике
apply-is-counted = Числа этой заявки учтены в статистике области.
apply-is-not-counted = В статистике области этой заявки нет.
apply-count-ask = Записал. Можно учесть эту заявку в статистике? Видны будут только числа по муниципалитету и году: сколько заявок, сколько поддержано, какие суммы. Так координаторы видят, где нужна помощь.
apply-counted-now = Спасибо. Заявка учтена.
apply-uncounted-now = Заявка больше не учитывается.

apply-files-head = <b>Файлы и письма: { $title }</b>

    Черновик говорит, чего не хватает. Чистый экземпляр — когда всё готово. Это не форма фонда: перенесите из неё слова и суммы в заявку конкурса.
apply-file-draft = Черновик, Word
apply-file-clean = Чистый, Word
apply-file-draft-pdf = Черновик, PDF
apply-file-clean-pdf = Чистый, PDF
apply-file-table = Смета, Excel
apply-file-brief = Коротко для письма
apply-letters = Письма
apply-letters-head = <b>Письма: { $title }</b>

    Письмо поддержки — это просьба к администрации, партнёру или школе и образец их ответа. Я впишу в него всё, что знаю о проекте и о вашем ТОС.
apply-letter-support = Письмо поддержки, Word
apply-letter-name = Письмо поддержки
apply-letter-tos = ТОС «{ $name }»
apply-letter-sent = Просьба о поддержке и образец ответа. { $known ->
    [yes] Сведения о ТОС взял из ваших бумаг, проверьте их.
   *[no] Чего я не знаю, там пустая строка.
} Кому — впишите сами.
apply-papers = Бумаги и письма ТОС
apply-form-lacks = <b>Чистый экземпляр пока рано</b>
apply-lacks-title = Нет названия проекта.
apply-lacks-about = Не рассказано, в чём суть.
apply-lacks-tos = Не указано, от чьего имени заявка.
apply-lacks-kind = Не указано, кто подаёт.
apply-form-draft = Черновик заявки. В нём сказано, чего не хватает.
apply-form-clean = Чистый экземпляр. Сверьте с правилами конкурса и перенесите в его форму.
apply-form-done = да
apply-no-pdf = PDF сейчас сделать не получилось, это файл Word.
apply-file-name = Заявка
apply-table-sheet = Смета
apply-table-number = №
apply-table-what = Что
apply-table-quantity = Сколько
apply-table-unit = Ед.
apply-table-price = Цена, ₽
apply-table-sum = Сумма, ₽
apply-table-payer = Кто платит
apply-table-total = Всего
apply-table-sent = Смета. Суммы считаются сами, если поправить цену или количество.
apply-brief = <b>{ $title }</b>
    Заявка на конкурс: { $programme }
apply-brief-who = Заявитель: { $tos }
apply-brief-money = Смета: { $all }, из них просим у фонда { $asked }
apply-brief-sent = Перешлите это партнёру или возьмите слова для письма поддержки.

apply-day-head = <b>Наши заявки: что на сегодня</b>
apply-day-title = <b>{ $title }</b>, { $programme }
apply-day-item = { $days ->
    [0] ⏰ Сегодня: { $item }
    [1] Завтра: { $item }
   *[other] До { $day }: { $item }
}
apply-day-late = ⏰ Вчера был срок: { $item }
apply-day-deadline = { $days ->
    [0] 📅 Сегодня последний день подачи
    [1] 📅 Завтра последний день подачи
    [few] 📅 До последнего дня подачи { $days } дня
   *[other] 📅 До последнего дня подачи { $days } дней
}: { $when }. { $left ->
    [0] Всё готово.
    [one] Не готово { $left } дело.
    [few] Не готово { $left } дела.
   *[many] Не готово { $left } дел.
}
apply-day-handed-in = Срок подачи прошёл. Успели подать? Откройте заявку и отметьте.
apply-day-result = Итоги, наверное, уже есть. Чем кончилось? Откройте заявку и отметьте.
apply-day-more = И ещё { $count }.

apply-news-moved = Срок подачи перенесли: <b>{ $title }</b>, { $programme }. Был: { $was }. Теперь: { $when }. Посмотрите дни в списке дел.
apply-news-set = Срок подачи объявили: <b>{ $title }</b>, { $programme }. До { $when }. Посмотрите дни в списке дел.
apply-news-days = Организатор назвал даты: <b>{ $title }</b>, { $programme }.

    { $days }

    Они стоят в списке дел. Дни, которые вы поставили сами, не менял.
apply-news-day = { $known ->
    [yes] • { $item }: { $day }
   *[no] • { $item }: дату сняли
}
apply-news-cancelled = Конкурс отменили: { $programme }, { $season }. Заявку <b>{ $title }</b> я сохраню: она пригодится как основа для следующей.
apply-news-closed = Приём заявок закрыли: { $programme }, { $season }. Если вы успели подать <b>{ $title }</b>, отметьте это.
apply-news-archived = Программу убрали из каталога: { $programme }. Заявку <b>{ $title }</b> я сохраню.
apply-news-gone = Конкурса { $season } в каталоге больше нет: { $programme }. Заявка <b>{ $title }</b> ждёт: посмотрите, какие конкурсы есть у программы.
apply-news-merged = Программу объединили с другой, теперь она называется так: { $programme }. Заявка <b>{ $title }</b> перешла туда.
apply-news-reopened = Конкурс снова открыт: { $programme }, { $season }. Заявка <b>{ $title }</b> ждёт вас.
apply-yours-notice = Теперь заявку <b>{ $title }</b> ведёте вы: можете звать людей и решать, кому что можно.
apply-left-notice = Из заявки <b>{ $title }</b> вышел один из участников.
apply-joined-notice = В заявке <b>{ $title }</b> новый участник: { $name }.
apply-removed-notice = Вас убрали из заявки <b>{ $title }</b>. Если это ошибка, спросите того, кто её ведёт.

# Координатору: кого касается программа и статистика заявок. Малые числа скрыты.
reach-open = Кого касается и кого позвать
reach-head = <b>Кого касается: { $title }</b>

    Получают новости и сказали о себе то, что подходит программе: { $said }
reach-places = Где они живут:
reach-kinds = Как они подают (один человек может и так и так):
reach-line = { $name }: { $said }
reach-nowhere = Муниципалитет не назван
reach-hidden = мало
reach-rule = Числа меньше { $fewest } и то, из чего их можно вычислить, не показываю: за ними виден человек.
reach-draft = Подготовить рассылку
reach-back = Назад к числам
reach-to-catalogue = К каталогу
reach-drafted = Черновик готов: слова и адресаты на месте. Прочитайте, поправьте и отправьте, как обычную рассылку. Пока никто ничего не получил.
reach-drafted-bare = Черновик готов, но адресатов выберите сами: этим людям вы писать не можете.
reach-to-review = Открыть черновик
reach-words = <b>{ $title }</b>

    Приём заявок до { $when }. Подходит ли это вам, какие нужны документы и как не пропустить срок: { $link }
reach-words-undated = <b>{ $title }</b>

    Программа может подойти вам. Что известно о сроках и документах: { $link }

apply-figures = Статистика заявок
apply-figures-head = <b>Заявки на гранты, { $year }</b>

    Следят за грантами: { $subscribed }
    Подали: { $applied }, из них поддержано: { $won }
    Просили: { $asked }
    Получили: { $given }
apply-figures-line = <b>{ $place }</b> { $bar }
    следят { $subscribed } · подали { $applied } · поддержано { $won }
apply-figures-more = { $count ->
    [one] И ещё { $count } место: оно в таблице.
    [few] И ещё { $count } места: они в таблице.
   *[many] И ещё { $count } мест: они в таблице.
}
apply-figures-rule = Здесь только заявки, которые люди разрешили учесть. «Мало» — меньше { $fewest } или число, из которого малое можно вычислить.
apply-figures-picture = Картинка
apply-figures-table = Таблица
apply-figures-title = Заявки на гранты, { $year }
apply-figures-note = Синее — подали, зелёное — поддержано. «Мало» — меньше { $fewest }.
apply-figures-beside = { $applied }, поддержано { $won }
apply-figures-picture-name = Заявки { $year }.png
apply-figures-file = Заявки { $year }.xlsx
apply-figures-whole = Всего
apply-figures-place = Муниципалитет
apply-figures-subscribed = Следят за грантами
apply-figures-applied = Подали
apply-figures-won = Поддержано
apply-figures-asked-sum = Просили, ₽
apply-figures-won-sum = Получили, ₽
