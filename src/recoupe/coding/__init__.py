"""Article, parse and annotations to reports and figures."""
