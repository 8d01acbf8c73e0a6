"""Events and a situation to boards, alerts and brief, as values that the apps render."""
