"""Assessments: start, grade area by area with evidence, check, submit, return, sign off."""
