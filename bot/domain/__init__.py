"""The rules of the domain: pure functions and records, standard library only, no clock, no input or output.

The glossary, Russian term = name in code.

The people and the place:
территориальное общественное самоуправление, ТОС = tos
житель = resident
участник, пользователь = person; кто пишет, пока нет согласия = visitor
председатель ТОС = chair
координатор = coordinator; администратор = admin
роль = role; приглашение к роли = role invitation; муниципалитет или вся область = scope
аккаунт, второй телефон = account; код для второго телефона = link code; отсоединить = let go
профиль = profile; тихие часы = quiet hours; не напоминать = mute
журнал действий = audit; действие = act; причина = reason
передать работу = handover; кому она переходит = heir
стирание = erasure, следы в файлах = scrub; резервная копия = backup
согласие на обработку персональных данных = consent
оператор персональных данных = operator
муниципальное образование = municipality
населённый пункт = settlement; справочник мест = gazetteer; место, которого не нашли = place miss
городской округ, муниципальный округ, муниципальный район = urban okrug, municipal okrug, municipal district
представительный орган (Дума, Совет) = representative body, `body`
администрация = administration

The road:
создание ТОС = founding; дорожная карта = road; шаг = step; порядок шагов = order
инициативная группа = group
территория = territory; границы = boundaries
справка о численности = headcount
устав = charter; регистрация устава = registration
извещение жителей, уведомление органа местного самоуправления = notice
собрание = meeting; конференция = conference
делегат = delegate; избранные и явившиеся делегаты = elected, present
протокол = minutes; повестка = agenda; лист регистрации = attendance sheet
дело = case; участник дела = member; отметка о шаге = note; приглашение = invitation
срок = term; выходные и праздники = days off; план к собранию = schedule
счёт на собрании = tally; ведёт счёт у входа = steward
голоса за, против, воздержались = votes
черновик, чистовик = draft, clean copy
бумага, документ = paper; комплект = kit; бланк = blank; опись = cover
вопрос, ответ = question, answer; уполномоченный = authorised
подписной лист = signatures; заявление о границах, о регистрации = boundaries, registration
схема границ = scheme; просьба о помещении = premises; объявление на подъезд = poster
сопроводительное письмо = submission; список избранных органов = officers; изменения в устав = changes
раздел комплекта = section; ответ на запрос = reply
падеж = grammatical case, форма слова = word form
юридическое лицо = legal entity; некоммерческая организация, НКО = nko

The law:
норма = norm; уверенность = confidence; сверено = as_of; перепроверить = recheck_on
правка нормы или карточки = correction; карточка муниципалитета = profile
кворум, правомочность = quorum; доля = share; возраст = age
итог подсчёта = verdict; не хватает = missing

Days and hours as people type them:
момент = moment; день = day; с 5 по 7 декабря = days; с 11 до 13 = stretch
прочитать = read; переспросить = ask, причина = doubt; часть слов = piece; прочтение всего = cover
часть дня (утра, вечера) = part; в другом поясе = elsewhere

Questions:
вопрос человеку = question; ответ координатора = answer; кто отвечает = desk
кто ведёт вопрос = holder; обещанный срок = due_at; часы работы = working hours
уточнить = ask back; заметка для своих = note; группа координаторов = staff group
готовый ответ, ответ для всех = entry; тема ответов = FAQ topic; слово из словаря = glossary term
готовый текст координатора = answer template
поиск = search; чего не нашли = miss; слова для поиска = keywords

Money and news:
грант, программа = programme; сезон, конкурс = round; этап = stage
прогноз = forecast; срок подачи = deadline; итоги = results
каталог грантов = catalogue; правка = edit; сверить = check; объявление, которое видели = tip
заявитель = applicant; может ли подать = eligibility; через партнёра = through partner
инициативное бюджетирование = initiative budgeting
мероприятие = event; запись = sign-up; место = seat; очередь = waiting; список участников = attendees
кто пришёл = arrivals; отметка = tick
сохранённый список = saved audience
получатели = audience; условие = part; добавить, сузить, исключить = or, and, not; не получат = left out
кто присоединится позже = newcomers
тема новостей = topic of news
напоминание = reminder; рассылка = broadcast; отправка = delivery; подписка = subscription
альбом = album; подстановка = variable; кнопка-ссылка = link; шаблон рассылки = template
за 2 дня до начала = anchor; часы доставки = window; одобрение = approval
ответ второго координатора = approval verdict; исправить или отозвать отправленное = edit
"""
