"""One file for each type of question. A file here with a `TYPE` is a type: nothing else lists
it."""
