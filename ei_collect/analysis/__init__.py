"""Tables, disclosure control and exports."""
