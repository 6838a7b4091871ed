# Neighbours' experience. The stories themselves are in storage/seed/practices.yaml, in Russian.

practice = <b>Neighbours' experience</b>

    { $count ->
        [one] { $count } story of what neighbours did themselves
       *[other] { $count } stories of what neighbours did themselves
    }: where, what it cost, who paid and how we know. They are told in Russian, as their sources are.

    Choose, or type words: "well", "Ивановка", "up to 300 thousand".
practice-topics = By topic
practice-ask-topic = <b>What is the story about?</b>
practice-yards = Yard, park, cleanliness
practice-light = Light, water, road
practice-children = Children and sport
practice-memory = Memory
practice-feasts = Feasts and culture
practice-people = Elders, learning, team
practice-cheap = Cheap: up to 100 thousand ₽
practice-oblast = In Amur Oblast
practice-list = <b>{ $name }</b>

    { $count ->
        [0] No such stories yet.
        [one] { $count } story.
       *[other] { $count } stories.
    } Those of our oblast come first.
practice-won = <b>{ $title }: what it has paid for</b>

    { $count ->
        [0] We have no stories yet of what was done with this money. See what neighbours did with other money.
        [one] { $count } story of what was done with this money.
       *[other] { $count } stories of what was done with this money.
    }
practice-to-won = To the stories of this grant
practice-found = For "{ $typed }" there is this. You may type other words.
practice-nothing = There are no stories for "{ $typed }". Type other words, such as "playground" or "clean-up".
practice-gone = This story is gone. Here are the others.
practice-story = <b>{ $title }</b>
    { $where } · { $year }

    { $what }
practice-in-russian = The story is told in Russian, as its source is.
practice-money = <b>Money:</b> { $money }
practice-decided = <b>How it was decided:</b> { $how }
practice-by-budget = initiative budgeting: residents proposed, the municipality filed the bid
practice-by-vote = a vote for the place, the municipality builds
practice-by-contest = a contest
practice-by-grant = a grant that an NGO got
practice-by-appeal = an appeal of residents
practice-by-own = themselves, by their own means
practice-lesson = <b>What it teaches</b> (our own reading): { $lesson }
practice-source = <blockquote expandable>Where it comes from
    { $source }
    Date of the source: { $told }; seen { $seen }; { $confidence }</blockquote>
practice-to-start = To the stories
practice-topic-yard = yard courtyard improvement
practice-topic-park = park square alley trees benches
practice-topic-water = water well spring pump lake pond
practice-topic-road = road access pavement
practice-topic-culture = culture club feast concert
practice-topic-memory = memory monument cemetery memorial
practice-topic-sport = sport gym stadium
practice-topic-children = children playground swing
practice-topic-elders = elders pensioners grandmothers
practice-topic-safety = safety light lamps lighting
practice-topic-neighbours = neighbours day feast of the yard
practice-topic-waste = rubbish clean-up waste
practice-topic-school = learning training seminar
practice-topic-org = organisation team votes premises fund
grant-stories = What it has paid for
step-stories = How others began
step-helpers = Who helps
