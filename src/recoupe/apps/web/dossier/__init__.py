"""The two pages where values meet their words: the dossier of an event, and the article with everything read in it.

Modules here turn stored values into values for templates; nothing in them knows requests or HTML, except for the
drawings, which are SVG.
"""
