"""Who has read, done and passed what. Knows modules and quizzes; nobody knows progress."""
