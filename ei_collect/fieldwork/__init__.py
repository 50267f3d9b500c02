"""Partner sessions: sittings, paper sheets, keying them twice, reading scans of them."""
