"""What a practice becomes: quizzes, modules and the progress of people through them."""
