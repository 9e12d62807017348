"""Best-practice modules: one practice and the training for it, lesson by lesson."""
