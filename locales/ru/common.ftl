# Слова, общие для всех разговоров.

button-menu = Меню
button-agree = Даю согласие
button-refuse = Не даю
button-cancel = Отмена
button-no = Нет, назад
button-back-page = ← Назад
button-next-page = Дальше →
button-stale = Эта кнопка уже не действует. Нажмите /menu, и начнём с начала.

clock = { $when } { $zone }
zone-yakutsk = по Благовещенску
zone-moscow = по Москве
zone-vladivostok = по Владивостоку
zone-chita = по Чите
zone-kaliningrad = по Калининграду
zone-samara = по Самаре
zone-yekaterinburg = по Екатеринбургу
zone-omsk = по Омску
zone-krasnoyarsk = по Красноярску
zone-irkutsk = по Иркутску
zone-magadan = по Магадану
zone-kamchatka = по Камчатке

not-allowed = Это могут только координаторы.
want-words = Здесь нужен ответ словами. Напишите его или нажмите /cancel.
too-long = Слишком длинно: { $typed ->
    [one] { $typed } знак
    [few] { $typed } знака
   *[many] { $typed } знаков
}. Уложитесь, пожалуйста, в { $most }.
too-fast = Вы нажимаете очень быстро, я не успеваю. Подождите несколько секунд и продолжайте.
group-hint = Здесь, в группе, я не отвечаю. Напишите мне лично, для этого нажмите: { $link }

not-words = Я понимаю слова и кнопки. Выберите, о чём поговорим.
command-unknown = Такой команды у меня нет. Вот что я умею.
link-unknown = Эта ссылка мне незнакома, может быть, она устарела. Вот что я умею.
sorry = Что-то сломалось у меня, не у вас. Ничего не пропало. Попробуйте ещё раз через минуту.
sorry-short = Что-то сломалось у меня, не у вас. Попробуйте ещё раз через минуту.

demo-operator = это демонстрация, оператора нет
demo-contact = данные живут только на этом компьютере

# Что считают числом: «84 человека».
count-units = человек человека чел жителей жителя житель делегатов делегата делегат лет года год экземпляров экземпляра экземпляр экз

# День и час не поняли: что сказать и как написать.
when-example = { $day } в 11:00
when-hint = Напишите, например: «{ $example }».
when-hint-choose = Нажмите кнопку или напишите иначе, например: «{ $example }».
when-nothing = Не понял, когда это.
when-unknown = Не понял: «{ $words }».
when-several = Здесь два разных дня или два часа, а нужен один.
when-no-day = Час понял, а день — нет.
when-no-hour = День понял, а час — нет.
when-period = Здесь несколько дней, а нужен один.
when-half = Утра или вечера?
when-midnight = Это полночь. Какого дня?
when-which-night = Не понял, какая это ночь.
when-week = Не понял, какая это неделя.
when-month = Не понял, какой это месяц.
when-year = Не понял, какой это год.
when-ahead = { $day } ещё впереди. Отметьте, когда это случится.
when-ahead-or = { $day } ещё впереди. Или это было раньше?
when-readings = Это можно понять по-разному.
when-weekday = { $day } — это { $weekday }, а у вас другой день недели.
when-part = Час и время суток не сходятся.
when-missing = Такого дня в календаре нет.
when-far = { $day } — слишком далеко. Проверьте год.
when-night = { $clock } ночи
when-morning = { $clock } утра
when-afternoon = { $clock } дня
when-evening = { $clock } вечера
when-until = { $when }–{ $until }
when-elsewhere = { $when } { $zone } (вы написали: { $typed } { $typed_zone })
when-start-only = Здесь нужно только начало: <b>{ $when }</b>. Верно?
when-converted = По вашим часам это <b>{ $when }</b>. Верно?
when-right = Да, { $when }
when-closed = Этот вопрос уже закрыт. Откройте его снова, и я спрошу ещё раз.
