"""Agenda: opening hours, slots, appointments and collective sessions."""
