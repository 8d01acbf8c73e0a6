"""Decisions from the web, shared by every page: what forms say becomes a decision, decisions become words.

A page that offers decisions passes `asking=form_values(request)` and `notice=find_notice(request)` to its template,
imports the macros with `{% import 'decide_forms.html.j2' as forms with context %}` and calls them:
`forms.notice_bar()`, `forms.correct(target, field)`, `forms.reject(target)`, `forms.merge(event)`,
`forms.split(event, reports)`, `forms.lock(event)`, `forms.origin(later, earlier)`, `forms.grade(outlet)`,
`forms.undo(decision)`, `forms.add(article)`. All of them post to `/decide` and come back to where they stood.
"""
