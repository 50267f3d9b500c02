"""The crawler: drives the program through its states, keeps every page that it answers, and looks at each of them.

`shots` keeps what was answered; `town` is the place that is visited; `residents` and `staff` are the visits; `spider`
follows the links that they left; `screen` and `looks` show each page in Chromium and look at it.
"""
