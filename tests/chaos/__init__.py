"""Officers answer while the server is killed again and again; then it is counted what was lost."""
