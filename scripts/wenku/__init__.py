"""Clean, convert and publish scraped Chinese policy pages (康养文库)."""
