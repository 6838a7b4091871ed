# Школа: уроки и свидетельства. Сами уроки — в school/*.yaml.

learning = <b>Учёба и опыт</b>

    Короткие уроки для тех, кто ведёт ТОС или только собирается. Читать можно без согласия и без записи.
learning-school = Школа: уроки по 3–5 минут
learning-practice = Опыт соседей: что у них получилось
learning-helpers = Кто поможет: куда идти и с чем

school = <b>Школа ТОС</b>

    Два курса, в каждом восемь уроков. Урок — это несколько коротких экранов, пример с числами, три вопроса и бланк в Word. Начать можно с любого.
school-course = { $title } · { $done } из { $all }
school-about = <b>{ $title }</b>

    { $about }
school-lesson = { $number }. { $title }
school-lesson-done = ✅ { $number }. { $title }
school-head = <b>{ $title }</b> · { $screen } из { $screens }
school-sources = <blockquote expandable>Откуда это
    { $sources }</blockquote>
school-example = <b>Пример.</b> Люди и числа придуманы.
school-question = <b>Вопрос.</b> { $question }
school-right = <b>Верно: { $answer }.</b>

    { $question }

    { $why }
school-wrong = <b>Не совсем.</b>

    { $question }
    Вы ответили: { $answer }.
    Верно: { $right }.

    { $why }
school-again = Ответить ещё раз
school-end = <b>Урок «{ $title }» пройден.</b>

    Теперь вы умеете { $gist }.

    Я ничего не запомнил: для этого нужно ваше согласие. С ним видно, что пройдено, а после всех уроков курса можно взять свидетельство.
school-end-kept = <b>Урок «{ $title }» пройден и отмечен.</b>

    Теперь вы умеете { $gist }.
school-form = Бланк: { $title }
school-next = Следующий урок
school-remember = Запоминать, что я прошёл
school-certificate = Получить свидетельство
school-to-course = К урокам
school-to-courses = К курсам
school-to-lesson = Вернуться к уроку
school-gone = Этот урок изменился. Вот все курсы.
school-form-sent = Бланк «{ $title }». Заполните в Word или от руки.
school-form-note = Бланк к уроку «{ $title }» школы ТОС. Это образец, а не утверждённая форма.

certificate-ask = <b>Чьё имя написать на свидетельстве?</b>

    Напишите имя и фамилию. Его увидит каждый, у кого есть эта бумага и ссылка на ней.
certificate-name-wrong = Напишите имя и фамилию словами, без цифр, в одну строку.
certificate-early = Свидетельство дают, когда пройдены все уроки курса. Без галочки — то, что осталось.
certificate-sent = Ваше свидетельство. По ссылке на нём каждый проверит, что оно настоящее: { $link }

    Имя с ошибкой? Возьмите его ещё раз, номер останется тем же.
certificate-unknown = Свидетельства с таким номером нет. Может быть, его владелец стёр свои данные или в ссылке ошибка.
certificate-true = <b>Свидетельство № { $code } настоящее</b>

    { $name }
    Курс «{ $course }», { $day }

    Чему учит курс:
    { $learnt }
diploma-heading = Свидетельство № { $code }
diploma-course = прошёл (прошла) курс «{ $title }» школы ТОС, уроков: { $lessons }
diploma-learnt = Чему учит курс:
diploma-foot = Выдано { $on }. Проверить: { $link }. Свидетельство говорит, что уроки пройдены; это не документ об образовании.
