"""Photos: cleaned in a process of their own, covered where faces are, and shown only as far as their makers said."""
