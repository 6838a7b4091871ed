# Что говорит рассылка: слова с подстановками, альбомы, кнопки-ссылки, шаблоны.

wording-variable-name = имя
wording-variable-municipality = муниципалитет
wording-variable-genitive = муниципалитета
wording-variable-dative = муниципалитету
wording-variable-accusative = муниципалитет-вин
wording-variable-instrumental = муниципалитетом
wording-variable-prepositional = муниципалитете
wording-nobody = друзья
wording-nowhere = Амурская область
wording-nowhere-genitive = Амурской области
wording-nowhere-dative = Амурской области
wording-nowhere-accusative = Амурскую область
wording-nowhere-instrumental = Амурской областью
wording-nowhere-prepositional = Амурской области

wording-copied = Людям уйдёт то сообщение, что выше. Не удаляйте его, пока рассылка не закончится. Чтобы изменить слова, нажмите «{ broadcast-message }».
wording-kept = Сообщение уже сохранено. Чтобы изменить его, нажмите «{ broadcast-message }».
wording-name-note = Вместо { "{" }{ wording-variable-name }{ "}" } каждый прочтёт своё имя. У кого имени нет, прочтёт «{ wording-nobody }».
wording-municipality-note = Вместо { "{" }{ wording-variable-municipality }{ "}" } каждый прочтёт название своего муниципалитета. Кто его не указал, прочтёт «{ wording-nowhere }».
wording-cases-note = Название встанет в нужном падеже, если склонить слово в скобках: «из { "{" }{ wording-variable-genitive }{ "}" }», «к { "{" }{ wording-variable-dative }{ "}" }», «с { "{" }{ wording-variable-instrumental }{ "}" }», «в { "{" }{ wording-variable-prepositional }{ "}" }», «через { "{" }{ wording-variable-accusative }{ "}" }».
wording-caption-note = В подписи { $name } не заменится. Подстановки работают только в тексте без фото и файлов.
wording-unknown = Подстановки { $names } нет. Есть такие: { $known }.

    Исправьте текст и пришлите ещё раз. Если скобки нужны сами по себе, возьмите круглые.
wording-split = Подстановка { $names } не сработает: выделена только её часть, или она стоит в адресе ссылки.

    Выделите её целиком и пришлите текст ещё раз.
wording-broken = Оформление этого текста повреждено, { $channel } его не примет. Пришлите текст заново.
wording-long = С самым длинным именем в тексте будет { $length ->
        [one] { $length } знак
        [few] { $length } знака
       *[many] { $length } знаков
    }, а в сообщении помещается { $most }. Сократите его на { $over } и пришлите ещё раз.

wording-album-comes = Принимаю альбом. Когда все его файлы появятся в переписке, нажмите «Дальше».
wording-album-done = Дальше
wording-album-open = Это сообщение в рассылку не вошло: в ней уже альбом, а в альбоме бывает не больше десяти файлов. Остальное отправьте отдельной рассылкой.

    Если альбом в порядке, нажмите «Дальше».
wording-full = В альбоме бывает не больше десяти файлов. Лишние не вошли: отправьте их отдельной рассылкой.
wording-mixed = Этот файл в альбом не вошёл: документы и музыку { $channel } ни с чем другим в одном альбоме не показывает. Отправьте его отдельной рассылкой.
wording-caption-long = Подпись в альбоме слишком длинная: помещается { $most }, а в ней { $length ->
        [one] { $length } знак
        [few] { $length } знака
       *[many] { $length } знаков
    }. Пришлите альбом с подписью короче.
wording-album-note = В альбоме { $files ->
        [one] { $files } файл
        [few] { $files } файла
       *[many] { $files } файлов
    }.{ $more ->
        [0] { "" }
       *[other] { " " }Кнопки придут следом, вторым сообщением: под самим альбомом { $channel } их не показывает.
    }
wording-album-news = Отключить новости можно здесь:
wording-album-links = Подробности — по кнопкам ниже.

wording-try = Прислать мне
wording-try-nobody = Так прочтёт тот, у кого нет имени и муниципалитета:
wording-links = Кнопки-ссылки
wording-links-none = <b>Кнопки-ссылки</b>

    Под сообщением можно поставить до трёх кнопок. Каждая откроет страницу в интернете.
wording-links-here = <b>Кнопки-ссылки</b>

    Под сообщением сейчас:
wording-link-line = { $label } — { $url }
wording-link-add = Добавить ссылку
wording-link-drop = Убрать «{ $label }»
wording-to-review = ← К проверке
wording-ask-url = Пришлите адрес страницы. Его можно скопировать в браузере: он начинается с https://
wording-bad-url = Это не похоже на адрес страницы. Скопируйте его в браузере целиком: он начинается с https://
wording-links-full = Под сообщением помещаются три ссылки. Сначала уберите лишнюю.
wording-ask-label = Что написать на кнопке? Пока на ней «{ $label }».
wording-label-as-is = Оставить так
wording-bad-label = На кнопке помещается одна строка до { $most } знаков, без подстановок. Пришлите другую надпись.

wording-keep = В шаблоны
wording-ask-name = Сохраняю эти слова как шаблон. Как его назвать?

    Без названия он будет называться своими первыми словами.
wording-ask-other-name = Как назвать шаблон «{ $name }»?
wording-bad-name = Название шаблона — это одно или несколько слов. Пришлите его текстом.
wording-keep-words-only = В шаблонах хранятся только тексты. Фото и файлы там не сохранить.
wording-keep-gone = Сообщения для рассылки в переписке больше нет, сохранять нечего.
wording-templates = Шаблоны
wording-templates-list = { $count ->
    [0] Шаблонов пока нет. Напишите рассылку и, когда будете её проверять, нажмите «{ broadcast-message }» → «{ wording-keep }». Следующую можно будет начать с этих слов.
   *[other] <b>Шаблоны</b>

    С какого начнём?
}
wording-template-kept = Шаблон «{ $name }» сохранён. С него можно начать следующую рассылку.
wording-template = <b>{ $name }</b>

    { $words }
wording-template-use = Начать рассылку
wording-template-rename = Переименовать
wording-template-drop = Удалить шаблон
wording-template-drop-sure = Удалить шаблон «{ $name }»?
wording-template-dropped = Шаблон удалён.
wording-template-gone = Такого шаблона больше нет.
