"""What is asked, and how answers come in without leaving a trace."""
