# /tos: выбор муниципалитета, дорога и шаги; как показываем источник и дату.

founding = <b>Создать ТОС</b>

    Это несколько шагов: собраться с соседями, очертить территорию, провести собрание, зарегистрировать устав.

    Порядок шагов зависит от муниципалитета. Выберите свой, и я покажу дорогу.
founding-choose = Выбрать муниципалитет
founding-what = Что такое ТОС
founding-changed = Что изменилось в законе
founding-quorum = Посчитать кворум
founding-case = Моё дело
founding-to-start = К началу
founding-all-steps = Все шаги
founding-anywhere = Другой муниципалитет

founding-where = <b>Где вы живёте?</b>

    Напишите село, город, округ или район, например: Тыгда. Или выберите муниципалитет из списка.
founding-unlisted = Если вашего муниципалитета нет, нажмите «Другой муниципалитет», покажу общую дорогу.

kind-urban-okrug = городской округ
kind-municipal-okrug = муниципальный округ
kind-municipal-district = муниципальный район

road-card = <b>{ $name }</b>

    По закону это: { $kind }
    Представительный орган: { $body }
road-body-unknown = не подтверждён, спросите в администрации
road-contact = Куда обратиться: { $contact }
road-source = <i>Источник: { $source }</i>
road-anywhere = <b>Общая дорога</b>

    Это подсказка для любого муниципалитета.
road-anywhere-name = общая дорога
road-order-unconfirmed = <b>Порядок шагов не подтверждён.</b> Действующего местного положения о ТОС мы не нашли. Ниже обычный порядок: сначала границы, потом собрание. Спросите в администрации, как у вас.

    <i>Источник порядка: Комсомольск-на-Амуре (dvkomsomolsk.ru) и Узловая (base.garant.ru/30362233); сверено 24.11.2026; по опыту других муниципалитетов</i>
road-boundaries-first = <b>Порядок:</b> сначала границы, потом собрание.
road-meeting-first = <b>Порядок:</b> сначала собрание, потом границы.
road-single-application = <b>Порядок:</b> собрание, потом одна заявка на границы и устав.
road-choose-step = Нажмите на шаг, и я о нём расскажу.

step-group = Инициативная группа
step-territory = Территория
step-headcount = Сколько жителей
step-boundaries = Границы
step-charter = Устав
step-notice = Объявление
step-delegates = Делегаты — для конференции
step-meeting = Учредительное собрание
step-registration = Регистрация устава
step-first-days = Первые тридцать дней
step-legal-entity = Юрлицо — по желанию
step-head = Шаг { $place } из { $of } · { $where }
step-order-unconfirmed = <i>Порядок шагов не подтверждён, это обычная дорога.</i>
step-next = Дальше: { $title } →
step-not-here = В этом муниципалитете такого шага нет. Вот все шаги.

local-group-minimum = <b>У вас</b> в инициативной группе нужно не меньше { $value ->
    [one] { $value } человека
   *[many] { $value } человек
}.
local-body = <b>У вас</b> границы устанавливает { $value }.
local-notice-days = <b>У вас</b> о собрании извещают за { $value ->
    [one] { $value } день
    [few] { $value } дня
   *[many] { $value } дней
}.
local-meeting-share = <b>У вас</b> на собрание должно прийти не меньше { $value } жителей.
local-review-days = <b>У вас</b> устав рассматривают { $value ->
    [one] { $value } день
    [few] { $value } дня
   *[many] { $value } дней
}.
local-charter-copies = <b>У вас</b> устав подают в { $value ->
    [one] { $value } экземпляре
   *[many] { $value } экземплярах
}.
local-attachments = <b>У вас</b> к уставу прикладывают: { $value }.

norm-cited = { $source }; сверено { $on }; { $confidence }
norm-cited-due = { $source }; сверено { $on }; { $confidence }; могло измениться
norm-confirmed = подтверждено
norm-one-source = по одному источнику
norm-by-analogy = по опыту других муниципалитетов
norm-unconfirmed = не подтверждено
norm-more-sources = <blockquote expandable>Ещё источники
    { $sources }</blockquote>

known-open = Что известно о муниципалитетах
known = <b>Что известно о муниципалитетах</b>

    О каждом из { $count } я ищу { $fields } сведений: порядок, сроки, число экземпляров, куда идти и другие. Подтверждено источником: { $known } из { $most }. Остальное отвечает администрация: запросите у неё письмом.
known-line = { $place }: { $count } из { $most } { $bar }
known-file = Таблица для Excel
known-help = Прислать ответ администрации
known-sheet = Что известно
known-place = Муниципалитет
known-count = Известно
known-sources = Источники
known-yes = да
sources-places = <b>Сёла и города</b>
    Справочник индексов Почты России (github.com/sanmai/pindx, Apache-2.0), HFLabs/city (github.com/hflabs/city, CC BY-SA 4.0), GeoNames (geonames.org, CC BY 4.0), законы области и топонимический словарь А. В. Мельникова. Сведено 29.11.2026. У каждого места свой источник, он виден на карточке.
sources = <b>Откуда я это знаю</b>

    Всего { $count ->
    [one] { $count } норма
    [few] { $count } нормы
   *[many] { $count } норм
}. У каждой — источник, день проверки и насколько мы уверены. Это подсказка, а не заключение юриста.
source-entry = <b>{ $title }:</b> { $value }
source-recheck = <i>Проверим снова: { $day }</i>
source-recheck-due = <i>Проверить снова нужно было { $day }</i>
norm-title-article = Главная норма о ТОС
norm-title-age = Возраст участника, лет
norm-title-age-before = Возраст по прежнему закону, лет
norm-title-meeting = Сколько жителей должно прийти на собрание
norm-title-delegates = Сколько делегатов должно прийти на конференцию
norm-title-represented = Сколько жителей должны представлять делегаты
norm-title-acts-deadline = К какому дню обновляют местные положения
norm-title-repeal = Когда прежний закон утратит силу
norm-title-moment = С какого момента ТОС создан
norm-title-boundaries = Кто устанавливает границы
norm-title-legal-entity = Можно ли без юрлица
norm-title-charter = Обязательные разделы устава
norm-title-review-days = Сколько рассматривают устав, дней
norm-title-notice-days = За сколько объявляют о собрании, дней
norm-title-group = Сколько человек в инициативной группе
norm-title-answer-days = Сколько ждать ответа на письмо, дней
norm-title-founders = Сколько учредителей у юрлица
norm-title-fee = Пошлина за юрлицо на бумаге, ₽
norm-title-fee-online = Пошлина через Госуслуги, ₽
norm-title-nko-review = Сколько Минюст решает о юрлице, календарных дней
norm-title-form = Форма заявления на юрлицо
norm-title-powers = Вопросы, которые решает только собрание
norm-title-majority = Каким большинством решают
norm-title-part-only = ТОС — только на части муниципалитета
norm-title-draft-acts = Можно ли вносить проекты муниципальных актов
norm-title-project = Можно ли выдвигать инициативный проект
norm-title-law-33 = Название закона 33-ФЗ
norm-title-law-131 = Название закона 131-ФЗ
norm-title-law-59 = Название закона 59-ФЗ
norm-title-law-152 = Название закона 152-ФЗ
norm-title-consent = С какого дня согласие на данные — отдельный документ
norm-value-seven = семь вопросов, они есть в уставе
norm-value-by-charter = как скажет устав или местное положение
norm-value-charter-registration = с регистрации устава
norm-value-representative-body = представительный орган
norm-value-yes = да
norm-value-mandatory = есть, их перечень — на шаге «Устав»
