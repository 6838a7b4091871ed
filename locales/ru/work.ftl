# /work

work = <b>Работа координатора</b>

    С чего начнём?
work-broadcast = Рассылка
work-cases = Дела соседей
work-law = Нормы и места
work-catalogue = Каталог грантов
work-people = Люди и роли
work-audit = Журнал
work-setup = Бот и журнал
