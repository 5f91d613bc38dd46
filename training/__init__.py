"""Training of the learned reader: gold and invented text in, the two graphs that Dateline runs out.

Needs torch, which nothing of Dateline does; README.md has the steps.
"""
