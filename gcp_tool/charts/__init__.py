"""Charts: values in; a drawing, its sentences and its table out. The one home of matplotlib.

Nothing here knows the web, the database or what day it is.
"""
