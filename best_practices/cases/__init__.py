"""Case studies: seizures and other cases that teach, each with the basis of its release."""
