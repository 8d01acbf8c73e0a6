"""Who may open the desk: users, passwords, sessions, and tokens that prove a form is ours."""
