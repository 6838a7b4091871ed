# News: what comes, and what somebody wants to hear more of.

news-of-all = <b>News</b>

    You get the news for everybody.
news-of-home = <b>News</b>

    You get the news for everybody and the news of your municipality: { $municipality }.
news-topics = What would you like to hear more of? Now and then coordinators write to those alone who chose a topic.

    Press a topic and it gets a ✅. Press it again and the mark goes.
news-where = Where news comes from
news-back = ← To the news

news-topic-training = Training
news-topic-grants = Grants and contests
news-topic-rules = Rules and laws on TOS
news-topic-experience = How neighbours do it
news-topic-chosen = ✅ { $topic }

news-topic-leave = Leave the topic “{ $topic }”
news-topic-left = All right, no more news on this topic alone. Other news still comes. You can have the topic back in /privacy.
news-topic-none = This topic is no longer among yours. The topics of news are in /privacy.
news-topic-try = With this button people leave the topic. Here, in your draft, it changes nothing.
