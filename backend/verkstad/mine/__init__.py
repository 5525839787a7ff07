"""Mina uppdrag: what somebody is to do, on all plans that they see."""
