# Выбор места: муниципалитет из списка, село или город по названию.

municipality-list = Показать список
place-found = { $count ->
    [1] Вы про это место? Если да, нажмите на него. Если нет, напишите название точнее.
    [one] Подходит { $count } место. Нажмите на своё или напишите название точнее.
    [few] Подходят { $count } места. Нажмите на своё или напишите название точнее.
   *[many] Подходит { $count } мест. Нажмите на своё или напишите название точнее.
}
place-found-many = Подходит много, вот первые { $shown }. Нажмите на своё или напишите название точнее.
place-noted = Название я записал: координаторы ТОС его проверят и добавят.
place-in = { $place } · { $municipality }
place-taken = Понял так: { $place }.
place-called = «{ $name }» — другое имя этого места.
settlement-city = город { $name }
settlement-town = пгт { $name }
settlement-settlement = посёлок { $name }
settlement-village = село { $name }
settlement-station = станция { $name }
municipality-not-found = Не нашёл «{ $typed }». Напишите название по-другому или выберите из списка.
