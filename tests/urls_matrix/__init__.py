"""The matrix: every address of the site, and what each of six people is answered there.

rows.py     addresses of our own: one line for each address and thing it may be about
pages.py    page types: one line for each
admin.py    Wagtail's admin: one line for each namespace, and for each address that has none
planted.py  the things the addresses are about
"""
