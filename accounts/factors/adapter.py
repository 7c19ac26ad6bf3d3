"""Adapt allauth's rows of second factors to this app."""

from allauth.mfa.adapter import DefaultMFAAdapter

from accounts.factors.sealed import seal, unseal
from backhealth.qr import qr_code


class FactorAdapter(DefaultMFAAdapter):
    def build_totp_svg(self, url: str) -> str:
        return qr_code(url)

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
