# Рассылка, пока она идёт и потом: ход, отчёт, таблица, исправление, отзыв, список всех.

report-rate = Около { $rate } в секунду,
report-slow = Около { $rate } в минуту,
report-left-moment = осталось меньше минуты.
report-left-minutes = осталось около { $count ->
    [one] { $count } минуты
   *[other] { $count } минут
}.
report-left-hours = осталось около { $count ->
    [one] { $count } часа
   *[other] { $count } часов
}.
report-closed = { $channel } попросил подождать. Продолжим сами в { $when }.
report-still = Сейчас ничего не уходит. Как только получится, продолжим сами.
report-asleep = Ждут утра: { $count }. Им придёт в 9:00 по их часам.
report-later = Ждут своих часов: { $count }. Им придёт { $hours }.

report-took-moment = Заняло меньше минуты.
report-took-minutes = Заняло { $count ->
    [one] { $count } минуту
    [few] { $count } минуты
   *[many] { $count } минут
}.
report-took-hours = Заняло { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}.
report-reason = · { $reason }: { $count }
report-corrected = Исправлена: { $when }
report-recalled = Отозвана: { $when }
report-table = Таблица .xlsx

reason-blocked = остановили бота
reason-deleted = удалили аккаунт
reason-no-chat = чата с ботом больше нет
reason-source = сообщения для рассылки уже не было
reason-not-there = сообщения у человека уже нет
reason-long = сообщение слишком длинное
reason-file = { $channel } не нашёл файл
reason-voice = не принимают голосовые и видео
reason-markup = { $channel } не понял оформление текста
reason-button = { $channel } не принял кнопки
reason-no-words = в сообщении нет текста
reason-trouble = связь не наладилась за пять попыток
reason-other = { $channel } не принял

table-coming = Готовлю таблицу.
table-file = Рассылка { $when }
table-sheet = Рассылка
table-number = №
table-name = Имя
table-municipality = Муниципалитет
table-status = Что стало
table-when = Когда
table-reason = Почему
table-twice = Могло прийти дважды
table-yes = да
table-hidden = не показываем
table-waiting = ещё не отправлено
table-sent = доставлено
table-failed = не доставлено
table-blocked = остановил бота
table-expired = не успели вовремя
table-cancelled = не отправлено
table-sent-caption = Кто получил рассылку и кто нет. Имена — только тех, кто записан на ваше мероприятие: они на это согласны. Берегите файл и удалите, когда он станет не нужен.

change-correct = Исправить текст
change-recall = Отозвать
change-ask = <b>Исправим текст</b>

    Выше — сообщение, как оно выглядит сейчас.

    Пришлите новый текст целиком, до { $most } знаков. Люди увидят его на месте старого, звука не будет. Сначала покажем вам.
change-ask-blind = <b>Исправим текст</b>

    Сообщения в переписке больше нет, показать его не получается. Исправить можно, если это был текст, а не фото или файл.

    Пришлите новый текст целиком, до { $most } знаков. Люди увидят его на месте старого, звука не будет. Сначала покажем вам.
change-no-words = В этой рассылке нет текста: это файл без подписи, стикер или опрос. Исправить нечего, но её можно отозвать.
change-only-words = Нужен только новый текст: фото и файлы так не заменить. Пришлите текст.
change-no-variables = Подстановок вроде { "{" }имя{ "}" } в этой рассылке нет: их можно только в тексте, который с ними и отправлен. Напишите без них.
change-long = Слишком длинно: { $length } знаков, а { $channel } берёт здесь до { $most }. Пришлите короче.
change-not-taken = { $channel } не принял этот текст. Пришлите его ещё раз, без необычного оформления.
change-review = <b>Проверьте</b>

    Выше — как будет. { $count ->
        [one] Исправим у { $count } человека, который уже получил.
       *[other] Исправим у { $count } человек, которые уже получили.
    }
change-review-going-on = <b>Проверьте</b>

    Выше — как будет. { $count ->
        [0] Ещё никто не получил.
        [one] Исправим у { $count } человека, который уже получил.
       *[other] Исправим у { $count } человек, которые уже получили.
    } Остальным придёт новый текст. Пока рассылка идёт, не удаляйте его из переписки.
change-start = { $count ->
    [0] Исправить
    [one] Исправить у { $count } человека
   *[other] Исправить у { $count } человек
}
change-other-words = Другой текст
change-recall-sure = <b>Отозвать рассылку?</b>

    { $count ->
        [one] Сообщение исчезнет у { $count } человека
       *[other] Сообщение исчезнет у { $count } человек
    }. Кто успел, тот уже прочитал.{ $old ->
        [0] { "" }
       *[other] { " " }Ещё у { $old } оно старше 48 часов: такие { $channel } удалять не даёт.
    }
change-recall-sure-going-on = <b>Отозвать рассылку?</b>

    Отправка остановится. { $count ->
        [0] Сообщение ещё никто не получил
        [one] Сообщение исчезнет у { $count } человека
       *[other] Сообщение исчезнет у { $count } человек
    }. Кто успел, тот уже прочитал.{ $old ->
        [0] { "" }
       *[other] { " " }Ещё у { $old } оно старше 48 часов: такие { $channel } удалять не даёт.
    }
change-recall-start = { $count ->
    [0] Остановить и отозвать
    [one] Отозвать у { $count } человека
   *[other] Отозвать у { $count } человек
}
change-correcting = Исправляем: { $done } из { $all }
change-recalling = Отзываем: { $done } из { $all }
change-corrected = Текст исправлен: { $done } из { $all }
change-taken-back = Рассылка отозвана: { $done } из { $all }
change-correct-stopped = Исправление остановлено. Исправлено { $done } из { $all }
change-recall-stopped = Отзыв остановлен. Отозвано { $done } из { $all }
change-copies-gone = Сообщения уже нет: { $count }
change-failed = { $channel } не дал изменить: { $count }
change-blocked = Остановили бота: { $count }
change-late = Не успели за 48 часов: { $count }
change-too-old = Старше 48 часов, удалить нельзя: { $count }
change-left = Осталось как было: { $count }
change-stop = Остановить
change-stop-done = Остановил. Что успело измениться, то изменено.
change-to-report = К отчёту

change-gone = Такой рассылки у вас нет.
change-forbidden = Вы больше не отвечаете за этих людей: исправить или отозвать рассылку не получится.
change-unsent = Эта рассылка ещё не отправлялась. Поправьте сам черновик: /broadcast
change-nothing = Менять нечего: ни у кого нет сообщения, которое ещё можно изменить.
change-busy = Эту рассылку уже исправляют или отзывают. Подождите, пока закончится.
change-recalled = Эта рассылка отозвана.
change-over = Это уже сделано.

history-open = Все рассылки
history-again = Отправить ещё раз
history-mine = { $count ->
    [0] Вы пока ничего не отправляли.
   *[other] <b>Ваши рассылки</b>: { $count }
}
history-area = { $count ->
    [0] Здесь пока ничего не отправляли.
   *[other] <b>Все рассылки вашей области</b>: { $count }
}
history-only = Только: { $what }
history-to-mine = Только мои
history-to-area = Все в моей области
history-by-end = Чем закончились
history-by-month = За месяц
history-which-end = Какие рассылки показать?
history-which-month = За какой месяц?
history-all-months = За всё время
history-any = любые
history-going = ещё идут
history-sent = законченные
history-stopped = остановленные

watch-corrected = <b>Рассылку исправили</b>

    Исправил координатор: { $name }. Людям уже приходят новые слова.
    Кому: { $to }

    Было: { $was }
watch-now = Стало: { $words }

    Если так нельзя, отзовите рассылку.

versions-open = Что уходило раньше
versions = { $count ->
    [one] <b>Уходила { $count } версия</b>
    [few] <b>Уходило { $count } версии</b>
   *[many] <b>Уходило { $count } версий</b>
}
versions-before = <b>Версия { $number }</b>, до { $until }. Исправил координатор: { $name }
    { $words }
versions-now = <b>Версия { $number }</b>, сейчас у людей
    { $words }
versions-copied = (это сообщение целиком — ниже)
