"""Looking inside files before they are kept. One module for each family; a refusal is a ValidationError."""
