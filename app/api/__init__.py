"""How the city travels: routes, live-feed frames, HTTP client, feed and outbox."""
