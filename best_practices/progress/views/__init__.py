"""The pages of progress: lessons done, certificates, verifying them."""
