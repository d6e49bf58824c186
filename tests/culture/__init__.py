"""Tests of the culture shift: what is asked, what is told, and what nobody may learn."""
