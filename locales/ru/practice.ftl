# Опыт соседей. Сами истории — в storage/seed/practices.yaml.

practice = <b>Опыт соседей</b>

    { $count ->
        [one] { $count } история о том, что соседи сделали сами
        [few] { $count } истории о том, что соседи сделали сами
       *[many] { $count } историй о том, что соседи сделали сами
    }: где, сколько стоило, кто заплатил и откуда мы это знаем.

    Выберите или напишите словами: «колодец», «Ивановка», «до 300 тысяч».
practice-topics = По теме
practice-ask-topic = <b>О чём история?</b>
practice-yards = Двор, парк, чистота
practice-light = Свет, вода, дорога
practice-children = Дети и спорт
practice-memory = Память
practice-feasts = Праздники и культура
practice-people = Старшие, учёба, команда
practice-cheap = Недорого: до 100 тысяч ₽
practice-oblast = В Амурской области
practice-list = <b>{ $name }</b>

    { $count ->
        [0] Таких историй пока нет.
        [one] { $count } история.
        [few] { $count } истории.
       *[many] { $count } историй.
    } Сначала — из нашей области.
practice-won = <b>{ $title }: что выигрывали</b>

    { $count ->
        [0] Историй о том, что сделали на эти деньги, у нас пока нет. Посмотрите, что соседи сделали на другие.
        [one] { $count } история о том, что сделали на эти деньги.
        [few] { $count } истории о том, что сделали на эти деньги.
       *[many] { $count } историй о том, что сделали на эти деньги.
    }
practice-to-won = К историям этого гранта
practice-found = По словам «{ $typed }» нашлось вот что. Можно написать другие слова.
practice-nothing = По словам «{ $typed }» историй нет. Напишите другие слова, например «площадка» или «субботник».
practice-gone = Этой истории больше нет. Вот остальные.
practice-story = <b>{ $title }</b>
    { $where } · { $year }

    { $what }
practice-in-russian = The story is told in Russian, as its source is.
practice-money = <b>Деньги:</b> { $money }
practice-decided = <b>Как решили:</b> { $how }
practice-by-budget = инициативное бюджетирование: жители предложили, муниципалитет подал заявку
practice-by-vote = голосование за место, строит муниципалитет
practice-by-contest = конкурс
practice-by-grant = грант, получила НКО
practice-by-appeal = обращение жителей
practice-by-own = сами, своими силами
practice-lesson = <b>Чему учит</b> (это наш вывод): { $lesson }
practice-source = <blockquote expandable>Откуда это
    { $source }
    Дата источника: { $told }; смотрели { $seen }; { $confidence }</blockquote>
practice-to-start = К историям
practice-topic-yard = двор дворы благоустройство двора
practice-topic-park = парк сквер аллея озеленение деревья скамейки
practice-topic-water = вода колодец скважина водопровод колонка озеро пруд
practice-topic-road = дорога подъезд тротуар
practice-topic-culture = культура клуб праздник концерт
practice-topic-memory = память памятник кладбище мемориал
practice-topic-sport = спорт спортплощадка тренажёры стадион
practice-topic-children = дети детская площадка качели
practice-topic-elders = пожилые старшие пенсионеры бабушки
practice-topic-safety = безопасность свет освещение фонари
practice-topic-neighbours = соседи день соседей праздник двора
practice-topic-waste = мусор субботник уборка чистота
practice-topic-school = учёба обучение семинар
practice-topic-org = организация команда голоса помещение фонд
grant-stories = Что выигрывали
step-stories = Как начинали другие
step-helpers = Кто поможет
