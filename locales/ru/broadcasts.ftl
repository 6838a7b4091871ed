# Рассылки: сообщение, получатели, проверка, отправка, отчёт.

broadcast-home = К рассылкам
broadcast-ask = <b>Новая рассылка</b>

    Пришлите одно сообщение: текст, фото, документ или альбом. Люди получат его точно таким же.

    Если написать в тексте { "{" }{ wording-variable-name }{ "}" } или { "{" }{ wording-variable-municipality }{ "}" }, каждый прочтёт на этом месте своё.

    Пока вы не проверите его и не нажмёте «Отправить», никто ничего не увидит.
broadcast-ask-another = Пришлите другое сообщение: текст, фото, документ или альбом. Получатели останутся те же.
broadcast-before = <b>Что вы уже отправляли</b>
broadcast-line = { $when } — { $to }
broadcast-draft = Черновик: { $when }
broadcast-report-of = Отчёт: { $when }
broadcast-not-copied = Такое сообщение разослать нельзя. Пришлите текст, фото, документ, видео или голосовое.

broadcast-whom = <b>Кому отправим?</b>
broadcast-everybody = Всем, кто подписан на новости
broadcast-home-municipality = Мой муниципалитет: { $name }
broadcast-municipalities = Выбрать муниципалитет
broadcast-events = Участникам мероприятия
broadcast-grants = Подписчикам гранта
broadcast-back-to-whom = ← Кому отправим
broadcast-pick-municipality = { $count ->
    [0] Муниципалитетов, которым вы можете писать, пока нет.
   *[other] <b>Какой муниципалитет?</b> Получат те его жители, кто подписан на новости.
}
broadcast-pick-event = { $count ->
    [0] Впереди нет мероприятий, участникам которых вы можете написать.
   *[other] <b>Какое мероприятие?</b> Получат и те, кто записан, и те, кто в очереди.
}
broadcast-pick-grant = { $count ->
    [0] Грантов, подписчикам которых вы можете написать, пока нет.
   *[other] <b>Какой грант?</b> Получат те, кто подписан на его сроки.
}
broadcast-to-everybody = всем, кто подписан на новости
broadcast-to-municipality = жителям ({ $name })
broadcast-to-event = участникам мероприятия «{ $name }»
broadcast-to-grant = подписчикам гранта «{ $name }»
broadcast-to-nobody-yet = пока не выбрано
broadcast-no-name = название не сохранилось

broadcast-preview = Так это увидят люди:
broadcast-no-preview = Скопировать это сообщение не получается: оно удалено, или Telegram не даёт копировать такие. Пришлите другое.
broadcast-review = <b>Проверьте перед отправкой</b>

    Кому: { $to }
    { $count ->
        [one] Получит { $count } человек.
        [few] Получат { $count } человека.
       *[many] Получат { $count } человек.
    }{ $asleep ->
        [0] { "" }
       *[other] { " " }{ $count ->
            [1] Там сейчас ночь: сообщение придёт в 9:00 по местному времени.
           *[other] У { $asleep } из них сейчас ночь: сообщение придёт в 9:00 по местному времени.
        }
    }{ $woken ->
        [0] { "" }
       *[other] { " " }У { $woken } из них сейчас ночь, но к 9:00 мероприятие уже начнётся, поэтому сообщение придёт сразу.
    }
broadcast-review-nobody = <b>Отправлять пока некому</b>

    Кому: { $to }
    Сейчас это не получит никто. Выберите других получателей.
broadcast-send = Отправить { $count ->
    [one] { $count } человеку
   *[many] { $count } людям
}
broadcast-change-whom = Изменить получателей
broadcast-message = Изменить сообщение
broadcast-message-what = <b>Что сделать с сообщением?</b>
broadcast-replace = Другое сообщение
broadcast-discard = Удалить черновик
broadcast-discard-sure = Удалить черновик? Само сообщение в переписке останется.
broadcast-discarded = Черновик удалён.

broadcast-sending = Отправлено { $sent } из { $all }{ $undelivered ->
    [0] { "" }
   *[other] { " " }· не доставлено { $undelivered }
}{ $asleep ->
    [0] { "" }
   *[other] { " " }· ждут утра { $asleep }
}{ $later ->
    [0] { "" }
   *[other] { " " }· ждут своих часов { $later }
}
broadcast-ended = Рассылка закончена. { broadcast-sending }
broadcast-stopped = Рассылка остановлена. { broadcast-sending }
broadcast-stop = Остановить
broadcast-stop-sure = Остановить рассылку? Остальным уже не уйдёт.
broadcast-stop-not = Не останавливать
broadcast-stop-done = Останавливаю. Ещё несколько сообщений могут дойти.
broadcast-refresh = Обновить

broadcast-report = <b>Отчёт о рассылке</b>

    { $when }
    Кому: { $to }
broadcast-blocked = Остановили бота: { $count }
broadcast-failed = Не удалось доставить: { $count }
broadcast-expired = Не успели вовремя: { $count }
broadcast-asleep = Получат в 9:00 по местному времени: { $count }
broadcast-later = Получат { $hours } по своим часам: { $count }
broadcast-left-out = Не отправлено, потому что отписались, вышли из числа получателей или рассылка остановлена: { $count }
broadcast-repeated = Могло прийти дважды: { $count }
broadcast-source-gone = Сообщения для рассылки в переписке больше нет, копировать было нечего. Пришлите его ещё раз: /broadcast

broadcast-empty = Этого сообщения больше нет: оно стёрто вместе с тем, кто его написал. Разослать его дальше нельзя, рассылку можно остановить.
broadcast-gone = Такой рассылки у вас нет: может быть, черновик уже отправлен или удалён.
broadcast-forbidden = Этим людям вы писать не можете: ваши — только жители и мероприятия вашего муниципалитета.
broadcast-nowhere = Писать некому: таких получателей нет, или мероприятие уже началось или отменено.
broadcast-already = Эта рассылка уже отправляется, отправлена или ждёт своего часа.
broadcast-changed = Черновик с тех пор изменился. Проверьте его ещё раз.
broadcast-nobody = Сейчас это не получит никто. Выберите других получателей.
broadcast-over = Останавливать нечего: рассылка уже закончилась.

broadcast-news-off = Больше не присылать новости
broadcast-news-left = Хорошо, новостей больше не будет. Напоминания о мероприятиях и грантах остались. Передумаете — нажмите /privacy.
broadcast-news-none = Новости вам и так не приходят. Включить их можно в /privacy.
broadcast-news-try = Этой кнопкой люди отписываются от новостей. Здесь, в вашем черновике, она ничего не меняет.

handover-told = <b>К вам перешла работа коллеги</b>

    Раньше ей занимался другой координатор: { $name }. Теперь это ваше:
handover-somebody = коллега, которого здесь больше нет
handover-sending = { $count ->
    [one] • { $count } рассылка на паузе: сама не пойдёт, пока вы её не продолжите
    [few] • { $count } рассылки на паузе: сами не пойдут, пока вы их не продолжите
   *[many] • { $count } рассылок на паузе: сами не пойдут, пока вы их не продолжите
}
handover-drafts = { $count ->
    [one] • { $count } черновик рассылки
    [few] • { $count } черновика рассылок
   *[many] • { $count } черновиков рассылок
}
handover-events = { $count ->
    [one] • { $count } мероприятие
    [few] • { $count } мероприятия
   *[many] • { $count } мероприятий
}
handover-answers = { $count ->
    [one] • { $count } начатый ответ на вопрос
    [few] • { $count } начатых ответа на вопросы
   *[many] • { $count } начатых ответов на вопросы
}
handover-work = Вся работа
