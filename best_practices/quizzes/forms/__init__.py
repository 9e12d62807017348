"""What comes in from people: answers, and the forms around sittings and grading again."""
