"""PDF by Typst: one file a document, and the library as a book."""

from wenku.publish.pdf.write import PdfReport, write_pdfs, write_selection

__all__ = ["PdfReport", "write_pdfs", "write_selection"]
