"""The culture shift, from "I know" to "we know": asked in rounds, told without exposing anyone."""
