# /setup: что ещё нужно новому боту.

setup-left = <b>Первые шаги</b>

    Здравствуйте. Вы администратор этого бота. { $count ->
        [one] Остался { $count } шаг
        [few] Осталось { $count } шага
       *[many] Осталось { $count } шагов
    }; сделанное отмечается само. Этот список всегда здесь: /setup
setup-complete = <b>Первые шаги</b>

    Всё сделано. Бот готов к работе.
setup-done = ✅ { $name }
setup-to-do = ⬜ { $name }. { $how }
setup-operator = <b>Оператор</b>
setup-operator-how = Люди должны знать, кто отвечает за их данные. На сервере, в файле .env: OPERATOR_NAME, OPERATOR_CONTACT, DATA_LOCATION.
setup-second-admin = <b>Второй администратор</b>
setup-second-admin-how = Если с вами что-то случится, бот не должен остаться без хозяина. Пригласите человека, которому доверяете.
setup-coordinators = <b>Координаторы</b>
setup-coordinators-how = Они ведут мероприятия, рассылки и вопросы в своём муниципалитете. Пригласите хотя бы одного.
setup-group = <b>Группа координаторов</b>
setup-group-how = Вопросы жителей удобно разбирать вместе. Создайте группу с темами, сделайте бота её администратором и напишите в ней /connect.
setup-backups = <b>Резервные копии</b>
setup-backups-how = На сервере, в файле .env, назовите папку: BACKUP_DIR. Бот сам сделает копию каждую ночь.
setup-backups-wait = Папка названа, но свежей копии в ней нет. Первая появится к следующему утру; если нет, посмотрите в журнале сервера строку «the backup failed».
setup-catalogue = <b>Каталог грантов</b>
setup-catalogue-how = Сроки, которые прошли, надо перепроверить.
setup-invite-admin = Пригласить администратора
setup-invite-coordinator = Пригласить координатора
setup-open-catalogue = Открыть каталог
setup-admins-only = Это могут только администраторы.
