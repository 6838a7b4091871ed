"""The topics of news by their names."""

from bot.domain.topics import Topic

TOPICS = {
    Topic.TRAINING: "news-topic-training",
    Topic.GRANTS: "news-topic-grants",
    Topic.RULES: "news-topic-rules",
    Topic.EXPERIENCE: "news-topic-experience",
}
