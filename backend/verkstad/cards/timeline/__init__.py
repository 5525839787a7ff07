"""What a timeline needs beside the cards' faces: their phases, and what blocks what."""
