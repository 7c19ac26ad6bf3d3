"""Rows of what a person measures alone."""

from history.models.self_tests import Activities, NormGroup, SelfTestResult, SkippedTest

__all__ = ["Activities", "NormGroup", "SelfTestResult", "SkippedTest"]
