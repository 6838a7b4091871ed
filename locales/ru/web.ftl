# Страница каталога для всех: без мессенджера и без скриптов.

web-grants-said = { $count ->
    [0] Подходящих программ мы не знаем.
    [one] { $count } программа.
    [few] { $count } программы, ближайшие сверху.
   *[many] { $count } программ, ближайшие сверху.
} На { $day }.
web-grants-legend = 📅 и сплошная черта — дата объявлена. ❓ и пунктир — прогноз по прошлым годам: он может не сбыться.
web-grants-skip = Сразу к программам
web-grants-follow = Даты в вашем календаре
web-grants-follow-how = Подпишите телефон или компьютер на календарь: сдвинется срок — сдвинется и запись. О прогнозе там так и сказано.
web-grants-webcal = Подписаться на календарь
web-grants-file = Скачать файлом
web-grants-year = Год вперёд
web-grants-programmes = Программы
web-grants-documents = Документы для заявки:
web-grants-source = Источник: { $source }.
web-grants-nothing = Посмотрите весь список.
web-grants-pages = Страницы
web-grants-foot = Каталог ведут координаторы ТОС. Перед заявкой сверьте срок у организатора. Страница ничего о вас не запоминает.
web-grants-other-language = English
