"""The question bank, quizzes, attempts and their grading. Knows no lesson and no module."""
