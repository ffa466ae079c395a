"""What search engines read: sitemaps by month, of lists and of the newest news, their index, and robots.txt."""
