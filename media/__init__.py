"""Files and the library that presents them."""
