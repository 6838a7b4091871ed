"""The names of the topics of news."""

from bot.domain.topics import NewsTopic

TOPICS = {
    NewsTopic.TRAINING: "news-topic-training",
    NewsTopic.GRANTS: "news-topic-grants",
    NewsTopic.RULES: "news-topic-rules",
    NewsTopic.EXPERIENCE: "news-topic-experience",
}
