"""What goes onto paper: HTML as a PDF with letters of our own, and QR codes."""

from core.printing.codes import qr
from core.printing.paper import can_print, pdf_of

__all__ = ["can_print", "pdf_of", "qr"]
