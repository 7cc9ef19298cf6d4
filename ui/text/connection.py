"""What is said when the connection to the server is lost, and when it is there again."""

WORDS = {
    "lost": (
        "The connection is lost. You can still point, step and play. "
        "Everything else waits for the connection."
    ),
    "back": "The connection is there again. Everything is as you left it.",
    "anew": (
        "The connection is there again, and the settings are as they were. "
        "The server has forgotten your own pictures. Those in this browser are offered again. "
        "A training run is repeated up to its last seconds."
    ),
    "close": "Close",
}
