# /start, /menu, /help, /cancel, /language

menu = <b>Здравствуйте. Я помогаю соседям с ТОС.</b>

    ТОС — это когда соседи по дому, улице или селу сами решают, что у них сделать, и делают.

    Что вам нужно?
menu-tos = Создать ТОС
menu-events = Мероприятия
menu-grants = Гранты и сроки
menu-broadcast = Рассылка
menu-help = Помощь
menu-language = Язык · Language
menu-privacy = Мои данные

help = <b>Что я умею</b>

    /tos — как создать ТОС: шаги, бумаги, кворум
    /events — встречи и субботники, запись на них
    /grants — гранты и напоминания о сроках
    /menu — главное меню
    /cancel — выйти из вопроса
    /privacy — что я о вас знаю и как это стереть
    /language — сменить язык

    Пишите и нажимайте что угодно: сломать меня нельзя. Смотреть можно всё, ничего о себе не рассказывая.

    Я не официальный сервис. Документы вы подаёте сами.

cancelled = Хорошо, остановились. Что было сохранено, то осталось.
nothing-to-cancel = Сейчас я ни о чём не спрашиваю.
language-name = Русский
choose-language = На каком языке говорим?

command-tos = Создать ТОС: шаги и бумаги
command-events = Мероприятия и запись
command-grants = Гранты и сроки
command-new-event = Новое мероприятие
command-broadcast = Рассылка
command-menu = Главное меню
command-help = Помощь
command-privacy = Мои данные
command-language = Язык
