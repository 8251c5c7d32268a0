"""One document model for every report, drawn as HTML, tagged PDF, Word and Excel."""
