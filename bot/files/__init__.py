"""Files that the bot makes for people. The library of a format is imported when its first file is made."""
