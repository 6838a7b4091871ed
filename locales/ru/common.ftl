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

# Слова, которыми называют час: «в 7 вечера» — это 19:00.
when-at = в к
when-before-noon = утра ночи
when-after-noon = дня вечера
when-hours = часов часа час ч
when-noon = полдень
when-midnight = полночь
when-in = через
when-days = сегодня завтра послезавтра
when-next = следующий следующую следующее
when-weekdays = понедельник вторник среду четверг пятницу субботу воскресенье
