"""Files that the bot makes for people. Each format is imported when the first file of it is asked for."""
