"""One module a language; see generate.py for what each has to offer."""
